import { askForExtension } from '@rollcall/actions/ask-for-extension'
import { closeRound } from '@rollcall/actions/close-round'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { readExtensions } from '@rollcall/actions/read-extensions'
import { lockDataRequest, updateDataRequest } from '@rollcall/database/data-requests'
import { asViewer } from '@rollcall/database/transaction'
import { type DataRequestId, ExtensionId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aDataRequest, day, told } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const until = day('2024-11-08')

const dueOn = async (id: DataRequestId) => {
  const found = await asViewer(db, system, (trx) =>
    trx.selectFrom('dataRequests').select('dueOn').where('id', '=', id).executeTakeFirstOrThrow(),
  )
  return found.dueOn
}

test('what an officer asked for is granted: the return is due later, and they are told', async () => {
  const { as, officer, analyst, dataRequestId } = await aDataRequest(db)
  const { extensionId } = await askForExtension(as(officer), { dataRequestId, until, reason: 'A flood.' })

  expect(await grantExtension(as(analyst), { extensionId })).toEqual({ extensionId, dueOn: until })

  expect(await dueOn(dataRequestId)).toBe(until)
  expect(await readExtensions(as(officer), dataRequestId)).toMatchObject([
    { id: extensionId, state: 'granted', until, askedBecause: 'A flood.', decidedBecause: null },
  ])
  const { events, notices } = await told(db, officer, dataRequestId)
  expect(events.at(-1)).toMatchObject({
    type: 'extension granted',
    personId: analyst.personId,
    details: { dataRequestId, extensionId, until },
  })
  expect(notices.at(-1)).toEqual({ kind: 'extension granted', recipients: 'authority' })
})

test('the office gives more time unasked, and twice if it must', async () => {
  const { as, approver, dataRequestId } = await aDataRequest(db)

  await grantExtension(as(approver), { dataRequestId, until, reason: 'Your system was down.' })
  await grantExtension(as(approver), { dataRequestId, until: day('2024-11-15'), reason: 'It still is.' })

  expect(await dueOn(dataRequestId)).toBe('2024-11-15')
})

test('a grant until another day than was asked for decides what was asked', async () => {
  const { as, officer, analyst, dataRequestId } = await aDataRequest(db)
  const { extensionId } = await askForExtension(as(officer), { dataRequestId, until, reason: 'A flood.' })
  const earlier = day('2024-11-04')

  const granted = await grantExtension(as(analyst), {
    dataRequestId,
    until: earlier,
    reason: 'Until Monday.',
  })

  expect(granted).toEqual({ extensionId, dueOn: earlier })
  await expect(grantExtension(as(analyst), { extensionId })).rejects.toMatchObject({
    code: 'EXTENSION_DECIDED',
  })
})

test.each([
  [
    '2024-10-31',
    'EXTENSION_NOT_LATER',
    'Choose a day after 31 October 2024, when the return is due already.',
  ],
  [
    '2024-11-16',
    'EXTENSION_PAST_CLOSE',
    'Choose a day no later than 15 November 2024, when the round closes. Authorities are not shown that day.',
  ],
])('more time until %s is refused, and nothing is kept', async (text, code, message) => {
  const { as, analyst, dataRequestId } = await aDataRequest(db)
  const input = { dataRequestId, until: day(text), reason: 'A flood.' }

  await expect(grantExtension(as(analyst), input)).rejects.toMatchObject({ code, message })
  expect(await dueOn(dataRequestId)).toBe('2024-10-31')
  expect(await readExtensions(as(analyst), dataRequestId)).toEqual([])
})

test('a signed return is given no more time, nor is any when the round is closed', async () => {
  const { as, analyst, dataRequestId, foreignDataRequestId, roundId } = await aDataRequest(db)
  await asViewer(db, system, (trx) => updateDataRequest(trx, dataRequestId, { state: 'signed' }))
  const input = { dataRequestId, until, reason: 'A flood.' }

  await expect(grantExtension(as(analyst), input)).rejects.toMatchObject({ code: 'EXTENSION_SIGNED' })
  await closeRound(as(analyst, { today: day('2024-11-20') }), { roundId })
  await expect(
    grantExtension(as(analyst), { ...input, dataRequestId: foreignDataRequestId }),
  ).rejects.toMatchObject({ code: 'ROUND_STATE' })
})

test('a round that is being closed gives nobody more time, and one that gives time is not closed', async () => {
  const { as, analyst, dataRequestId, roundId } = await aDataRequest(db)
  const late = as(analyst, { today: day('2024-11-01') })

  const { trying } = await asViewer(db, system, async (trx) => {
    await lockDataRequest(trx, dataRequestId)
    const granting = grantExtension(late, { dataRequestId, until, reason: 'A flood.' })
    const both = Promise.allSettled([granting, closeRound(late, { roundId })])
    await expect.poll(waiting, { timeout: 30_000 }).toBe(2)
    return { trying: both }
  })

  expect((await trying).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

/** How many wait for what another transaction holds. */
const waiting = async () => {
  const { rows } = await sql<{ count: number }>`select count(*) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
  return rows[0]?.count
}

test('an officer grants nothing, and an extension that is not there is missing', async () => {
  const { as, officer, analyst, dataRequestId } = await aDataRequest(db)
  const extensionId = ExtensionId.parse(crypto.randomUUID())

  await expect(
    grantExtension(as(officer), { dataRequestId, until, reason: 'A flood.' }),
  ).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(grantExtension(as(analyst), { extensionId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
