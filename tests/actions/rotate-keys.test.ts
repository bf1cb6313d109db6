import { askQuestion } from '@rollcall/actions/ask-question'
import { transact } from '@rollcall/actions/context'
import { portalKey } from '@rollcall/actions/portal-keys'
import { readContent } from '@rollcall/actions/read-content'
import { rotateKeys } from '@rollcall/actions/rotate-keys'
import { signingKey } from '@rollcall/actions/signing-keys'
import { wordsOf } from '@rollcall/actions/words'
import { connect } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { type Keys, keysUnder } from '@rollcall/platform/keys'
import { type MasterKey, masterKey } from '@rollcall/platform/master-keys'
import { newKey } from '@rollcall/platform/sealing'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { aWorkbook, send } from '../support/returns.ts'

const { db, appUrl } = testDatabase()

const aMasterKey = (): MasterKey => masterKey(newKey().toString('base64'))
const under = (newest: MasterKey, ...older: MasterKey[]): Keys => keysUnder(() => [newest, ...older])

const [first, second, third] = [aMasterKey(), aMasterKey(), aMasterKey()]

test('after a rotation everything opens with the new master key alone, and nothing with the old one', async () => {
  const { as, officer, approver, analyst, dataRequestId } = await aDataRequest(db)
  const given = (keys: Keys, viewer: Parameters<typeof as>[0]) => ({ ...as(viewer), keys })
  // The builder's words keys are under a master key of its own: they are not this file's to open.
  await asViewer(db, system, async (trx) => {
    const rows = await trx.selectFrom('dataKeys').selectAll().execute()
    for (const { id, binding } of rows) {
      const { wrapped } = under(first).newDataKey(binding)
      await trx
        .updateTable('dataKeys')
        .set({ masterKeyId: wrapped.masterKeyId, wrapped: wrapped.bytes })
        .where('id', '=', id)
        .execute()
    }
  })
  const before = under(first)
  const workbook = await aWorkbook()
  const { submissionId } = await send(given(before, officer), dataRequestId, workbook)
  const { questionId } = await askQuestion(given(before, officer), { dataRequestId, text: 'Who counts?' })
  const marks = await portalKey({ db, keys: before }, 'fingerprints')
  const { kid } = await signingKey(given(before, system))

  await expect(rotateKeys(given(before, analyst))).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  const rotated = await rotateKeys(given(under(second, first), approver))

  expect(rotated).toEqual({ masterKeyId: second.id, dataKeys: 4, portalKeys: 2 })
  const elsewhere = connect(appUrl)
  const alone = { ...given(under(second), officer), db: elsewhere }
  expect(await portalKey(alone, 'fingerprints')).toEqual(marks)
  expect((await signingKey(alone)).kid).toBe(kid)
  await transact(alone, async (trx) => {
    expect(await readContent(alone, trx, submissionId, 'file')).toEqual(Buffer.from(workbook))
    const { textSealed } = await trx
      .selectFrom('questions')
      .select('textSealed')
      .where('id', '=', questionId)
      .executeTakeFirstOrThrow()
    expect((await wordsOf(alone, trx, dataRequestId)).open(textSealed)).toBe('Who counts?')
  })
  await expect(
    transact(alone, (trx) => readContent({ keys: under(first) }, trx, submissionId, 'file')),
  ).rejects.toThrow(`cannot be read without the master key ${second.id}`)
  await elsewhere.destroy()
})

test('it is recorded with counts only, and with nothing left to do it does nothing', async () => {
  const context = { db, viewer: system, keys: under(second), now: new Date() }

  expect(await rotateKeys(context)).toEqual({ masterKeyId: second.id, dataKeys: 0, portalKeys: 0 })
  const events = await asViewer(db, system, (trx) =>
    trx.selectFrom('auditEvents').select('details').where('type', '=', 'keys rotated').execute(),
  )
  expect(events).toEqual([{ details: { masterKeyId: second.id, dataKeys: 4, portalKeys: 2 } }])
})

test('without the master key that wraps a key nothing changes, and the one that is missing is told', async () => {
  const context = { db, viewer: system, keys: under(third), now: new Date() }

  await expect(rotateKeys(context)).rejects.toThrow(`cannot be read without the master key ${second.id}`)
  const kept = await asViewer(db, system, (trx) => trx.selectFrom('dataKeys').select('masterKeyId').execute())
  expect(new Set(kept.map(({ masterKeyId }) => masterKeyId))).toEqual(new Set([second.id]))
})

test('thousands of keys are wrapped anew lot by lot, also when two do it at once', async () => {
  const { dataRequestId, authorityId, officer } = await asViewer(db, system, async (trx) => {
    const request = await trx
      .selectFrom('submissions')
      .select(['dataRequestId', 'authorityId', 'receivedBy as officer'])
      .executeTakeFirstOrThrow()
    return request
  })
  await asViewer(db, system, async (trx) => {
    const ids = Array.from({ length: 1200 }, () => crypto.randomUUID())
    const sha256 = 'a'.repeat(64)
    await trx
      .insertInto('submissions')
      .values(
        ids.map((id, index) => ({
          ...{ id: id as never, dataRequestId, authorityId, sha256, version: index + 10 },
          ...{ kind: 'workbook' as const, state: 'superseded' as const, byteCount: 1, receivedBy: officer },
        })),
      )
      .execute()
    const rows = ids.map((id) => {
      const { masterKeyId, bytes } = under(second).newDataKey(id).wrapped
      const about = { dataRequestId, authorityId, submissionId: id as never }
      return { ...about, binding: id, masterKeyId, wrapped: bytes }
    })
    await trx.insertInto('dataKeys').values(rows).execute()
  })
  const context = { db, viewer: system, keys: under(third, second), now: new Date() }
  const [one, other] = await Promise.all([rotateKeys(context), rotateKeys(context)])

  expect(one.dataKeys + other.dataKeys).toBe(1204)
  expect(await rotateKeys({ ...context, keys: under(third) })).toMatchObject({ dataKeys: 0, portalKeys: 0 })
})
