import { connect } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aDataRequest, membershipIdOf } from '../support/builders.ts'
import { sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aWorkbook, send } from '../support/returns.ts'

const { db, ownerUrl } = testDatabase()
const run = (statement: ReturnType<typeof sql>) => asViewer(db, system, (trx) => statement.execute(trx))

let one: Awaited<ReturnType<typeof aDataRequest>>
let submissionId: string
beforeAll(async () => {
  one = await aDataRequest(db)
  const { dataRequestId, authorityId } = one
  ;({ submissionId } = await sendAndSign(one, { dataRequestId, authorityId }, await aWorkbook([])))
})

test('a system acts as a member of its own authority and no other', async () => {
  const membershipId = await membershipIdOf(db, one.foreigner)

  await expect(
    asViewer(db, one.officer, (trx) =>
      sql`insert into clients (membership_id, authority_id, name, public_jwk)
        values (${membershipId}, ${one.authorityId}, 'CaseFlow', '{}')`.execute(trx),
    ),
  ).rejects.toThrow(/foreign key/)
})

test('what was sent for one request never comes to hang on another of the same authority', async () => {
  const later = await aDataRequest(db)
  expect(later.authorityId).toBe(one.authorityId)

  for (const [table, columns, values] of [
    ['row_extracts', 'reason_sealed, taken_by', sql`'\\x00', ${one.analyst.personId}`],
    ['data_queries', 'about, due_on, raised_by', sql`'{}', '2025-01-01', ${one.analyst.personId}`],
    ['data_keys', 'binding, master_key_id, wrapped', sql`'submission', 'key', '\\x00'`],
  ] as const) {
    const row = sql`insert into ${sql.table(table)} (data_request_id, authority_id, submission_id, ${sql.raw(columns)})
      values (${later.dataRequestId}, ${one.authorityId}, ${submissionId}, ${values})`
    await expect(run(row), table).rejects.toThrow(/foreign key/)
  }
})

test('nobody signs other bytes than those that were sent', async () => {
  const { as, officer, signatory, dataRequestId, authorityId } = await aDataRequest(db)
  const sent = await send(as(officer), dataRequestId, await aWorkbook([]))
  const signOff = (sha256: string) =>
    run(sql`insert into sign_offs (data_request_id, authority_id, submission_id, sha256, statement, signed_by)
      values (${dataRequestId}, ${authorityId}, ${sent.submissionId}, ${sha256}, 'It is true.', ${signatory.personId})`)

  await expect(signOff('0'.repeat(64))).rejects.toThrow(/sign_offs_submission_id_sha256_fkey/)
  await signOff(sent.sha256)
})

test('what was received cannot be removed while its key is there, not even by the owner of the tables', async () => {
  const owner = connect(ownerUrl, { connections: 1 })
  const asOwner = (statement: ReturnType<typeof sql>) =>
    asViewer(owner, system, (trx) => statement.execute(trx))

  for (const [change, says] of [
    [sql`delete from contents where submission_id = ${submissionId}`, 'received whole'],
    [sql`update contents set byte_count = 0 where submission_id = ${submissionId}`, 'received whole'],
    [sql`delete from content_chunks`, 'can be read'],
    [sql`update content_chunks set sealed = ''`, 'can be read'],
  ] as const)
    await expect(asOwner(change)).rejects.toThrow(says)
  await owner.destroy()
})

test('what was sent, by whom and under which key cannot be written over by the portal', async () => {
  for (const change of [
    sql`update submissions set sha256 = ${'0'.repeat(64)}`,
    sql`update submissions set received_at = now()`,
    sql`update submissions set authority_id = ${one.foreigner.authorityId}`,
    sql`delete from submissions`,
    sql`update data_requests set authority_id = ${one.foreigner.authorityId}`,
    sql`delete from data_requests`,
    sql`update sign_offs set sha256 = ${'0'.repeat(64)}`,
    sql`delete from sign_offs`,
    sql`update data_keys set binding = 'another'`,
    sql`delete from data_keys`,
    sql`update clients set public_jwk = '{}'`,
    sql`update memberships set role = 'approver'`,
    sql`update people set email = 'me@example.org'`,
    sql`update rounds set opened_by = ${one.approver.personId}`,
    sql`update rounds set collection_hash = authorities_hash`,
    sql`update audit_events set type = 'nothing'`,
    sql`delete from audit_events`,
    sql`delete from audit_heads`,
  ])
    await expect(run(change)).rejects.toThrow(/permission denied/)
})
