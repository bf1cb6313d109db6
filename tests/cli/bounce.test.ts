import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import type { Mail } from '@rollcall/platform/mail'
import { beforeAll, expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { mailerInto } from '../support/mailers.ts'
import { messages, post } from '../support/post.ts'
import { rollcallReading } from '../support/rollcall.ts'

const { db, appUrl } = testDatabase()
const bounce = (report: string, ...typed: readonly string[]) =>
  rollcallReading(report, { DATABASE_URL: appUrl }, 'bounce', ...typed)

const sent: Mail[] = []
beforeAll(async () => {
  await aDataRequest(db, { until: 'open' })
  await post(db, mailerInto(sent), { now: new Date('2024-10-01T09:00:00Z') })
})

/** What a mail server writes to the sender of a message that it could not deliver. */
const aReport = (
  id: string,
  { action = 'failed', status = '5.1.1', proof = sent.find(({ reference }) => reference === id)?.proof } = {},
): string =>
  [
    'From: MAILER-DAEMON@mail.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.example',
    '',
    'Final-Recipient: rfc822; somebody@camden.example',
    `Action: ${action}`,
    `Status: ${status}`,
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: <${id}@office.example>`,
    `Rollcall-Proof: ${proof}`,
    'Subject: You are asked for data',
    '',
    'Dear somebody',
    '--b--',
    '',
  ].join('\r\n')

test('a message that came back is noted once, and its address is not written to again', async () => {
  const [{ id, personId, address } = expect.fail('nothing was sent')] = await messages(db)
  const tried = await bounce(aReport(id, { action: 'delayed', status: '4.4.1' }))
  const first = await bounce(aReport(id), '--json')
  const again = await bounce(aReport(id))

  expect([tried.code, first.code, again.code]).toEqual([0, 0, 0])
  expect(tried.stdout).toContain('still being tried')
  expect(JSON.parse(first.stdout)).toEqual({ outcome: 'noted', reference: id, became: 'came back' })
  expect(again.stdout).toContain('known already')
  expect((await messages(db)).find((one) => one.id === id)).toMatchObject({
    ...{ state: 'came back', why: 'failed 5.1.1' },
  })
  const broken = await asViewer(db, system, (trx) =>
    trx.selectFrom('brokenAddresses').select(['personId', 'address']).execute(),
  )
  expect(broken).toEqual([{ personId, address }])
})

test('a report that anybody could have written, who knows what a message is called, is counted and not believed', async () => {
  const [{ id: otherId } = expect.fail(), { id } = expect.fail()] = await messages(db)
  const proofOf = (reference: string) => sent.find((one) => one.reference === reference)?.proof
  for (const proof of ['', '0'.repeat(32), proofOf(otherId)]) {
    const answer = await bounce(aReport(id, { proof }), '--json')
    expect([answer.code, JSON.parse(answer.stdout)]).toEqual([
      ...[0, { outcome: 'not proven', reference: id, became: 'came back' }],
    ])
  }
  const told = await bounce(aReport(id, { proof: 'none' }))

  expect(told.stdout).toContain('It was counted, and nothing else was changed.')
  expect((await messages(db)).find((one) => one.id === id)).toMatchObject({
    state: 'sent',
    unprovenReports: 4,
  })
  const recorded = await asViewer(db, system, (trx) =>
    trx.selectFrom('auditEvents').select('details').where('type', '=', 'report not believed').execute(),
  )
  expect(recorded.map(({ details }) => details)).toMatchObject([{ messageId: id }])
})

test('whatever else is sent to the address changes nothing, and is not sent back', async () => {
  const unknown = await bounce(aReport(crypto.randomUUID()))
  const forged = await bounce(aReport('ffffffff-ffff-ffff-0fff-ffffffffffff'))
  const away = await bounce('Subject: I am on holiday\r\n\r\nUntil Monday.')
  const long = await bounce(`Subject: Our brochure\r\n\r\n${'x'.repeat(10_000_000)}`)

  expect([unknown.code, forged.code, away.code, long.code]).toEqual([0, 0, 0, 0])
  expect(forged.stdout).toContain('not in this database')
  expect(long.stdout).toContain('no report of a message of ours')
  expect(unknown.stdout).toContain('not in this database')
  expect(away.stdout).toContain('no report of a message of ours')
})

test('where the database is away, whoever hands the report over can tell', async () => {
  const report = aReport(crypto.randomUUID())
  const ended = await rollcallReading(
    ...([report, { DATABASE_URL: 'postgres://rollcall_app@127.0.0.1:9/rollcall' }, 'bounce'] as const),
  )

  expect(ended).toMatchObject({ code: 69, stderr: expect.stringContaining('is Postgres running') })
})
