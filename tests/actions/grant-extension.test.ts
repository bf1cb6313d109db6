import { askForExtension } from '@rollcall/actions/ask-for-extension'
import { closeRound } from '@rollcall/actions/close-round'
import { giveTime } from '@rollcall/actions/give-time'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { grantExtensions } from '@rollcall/actions/grant-extensions'
import { readExtensions } from '@rollcall/actions/read-extensions'
import { refuseExtension } from '@rollcall/actions/refuse-extension'
import { lockDataRequest, updateDataRequest } from '@rollcall/database/data-requests'
import { asViewer } from '@rollcall/database/transaction'
import { type DataRequestId, ExtensionId, type RoundId } from '@rollcall/domain/ids'
import { type AuthorityViewer, system } from '@rollcall/domain/viewer'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aDataRequest, day, requestsOf, told } from '../support/builders.ts'
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

const reason = 'The storm closed your offices.'

const dueDates = async (roundId: RoundId) =>
  Object.fromEntries((await requestsOf(db, roundId)).map(({ code, dueOn }) => [code, dueOn]))

async function issued() {
  const round = await aDataRequest(db)
  const { as, roundId } = round
  const leeds = (await requestsOf(db, roundId)).find(({ code }) => code === '383')
  if (leeds === undefined) throw new Error('Leeds was not asked')
  const ask = async (viewer: AuthorityViewer, dataRequestId: DataRequestId, wanted: string) =>
    (
      await askForExtension(as(viewer), {
        ...{ dataRequestId, until: day(wanted), reason: 'A flood.' },
      })
    ).extensionId
  return { ...round, leeds, ask }
}

const sign = (id: DataRequestId) =>
  asViewer(db, system, (trx) => updateDataRequest(trx, id, { state: 'signed' }))

test('all who have not signed are given more time at once, each with an extension and an event of its own', async () => {
  const { as, analyst, officer, roundId, dataRequestId, foreignDataRequestId, leeds } = await issued()
  await sign(foreignDataRequestId)

  const { given, notGiven } = await giveTime(as(analyst), {
    ...{ roundId, for: { who: 'not signed' }, until, reason, expected: 2 },
  })

  expect(given.map(({ name }) => name)).toEqual(['Birmingham', 'Leeds'])
  expect(notGiven).toEqual([])
  expect(await dueDates(roundId)).toEqual({ 202: '2024-10-31', 330: '2024-11-08', 383: '2024-11-08' })
  const [extension] = await readExtensions(as(officer), dataRequestId)
  expect(extension).toMatchObject({ state: 'granted', until, askedBy: null, decidedBecause: reason })
  const { events, notices } = await told(db, officer, dataRequestId)
  expect(events.at(-1)).toMatchObject({
    type: 'extension granted',
    details: { extensionId: extension?.id, until, dataRequestId },
  })
  expect(notices.at(-1)).toEqual({ kind: 'extension granted', recipients: 'authority' })
  expect(await readExtensions(as(analyst), leeds.id)).toHaveLength(1)
})

test('of a region or a list, those who cannot be given it are named with the reason', async () => {
  const { as, analyst, roundId, dataRequestId, foreignDataRequestId } = await issued()
  await sign(foreignDataRequestId)
  await grantExtension(as(analyst), { dataRequestId, until: day('2024-11-12'), reason })
  const give = (meant: Parameters<typeof giveTime>[1]['for']) =>
    giveTime(as(analyst), { roundId, for: meant, until, reason })

  const { given, notGiven } = await give({ who: 'authorities', codes: ['202', '330', '383'] })

  expect(given.map(({ code }) => code)).toEqual(['383'])
  expect(notGiven.map(({ request, why }) => [request.name, why.code])).toEqual([
    ['Birmingham', 'EXTENSION_NOT_LATER'],
    ['Camden', 'EXTENSION_SIGNED'],
  ])
  await expect(give({ who: 'authorities', codes: ['383', '999'] })).rejects.toMatchObject({
    code: 'NOT_IN_ROUND',
    message: 'This round does not ask 999. Choose authorities that it asks.',
  })
  await expect(give({ who: 'regions', regions: ['London'] })).rejects.toMatchObject({
    code: 'EXTENSION_FOR_NOBODY',
  })
  expect(await dueDates(roundId)).toEqual({ 202: '2024-10-31', 330: '2024-11-12', 383: '2024-11-08' })
})

test('those who are late are those due before today', async () => {
  const { as, analyst, roundId, dataRequestId } = await issued()
  await grantExtension(as(analyst), { dataRequestId, until: day('2024-11-05'), reason })

  const { given } = await giveTime(as(analyst, { today: day('2024-11-04') }), {
    ...{ roundId, for: { who: 'late' }, until, reason },
  })

  expect(given.map(({ code }) => code)).toEqual(['202', '383'])
})

test('what was asked for is answered by it, unless that is longer', async () => {
  const { as, ask, analyst, officer, foreigner, roundId, dataRequestId, foreignDataRequestId } =
    await issued()
  const extensionId = await ask(officer, dataRequestId, '2024-11-05')
  await ask(foreigner, foreignDataRequestId, '2024-11-12')

  await giveTime(as(analyst), { roundId, for: { who: 'not signed' }, until, reason })

  expect(await readExtensions(as(officer), dataRequestId)).toMatchObject([
    { id: extensionId, state: 'granted', askedUntil: '2024-11-05', until, decidedBecause: reason },
  ])
  const theirs = await readExtensions(as(foreigner), foreignDataRequestId)
  expect(theirs.map(({ state, until: day }) => [state, day]).sort()).toEqual([
    ['asked', null],
    ['granted', '2024-11-08'],
  ])
  expect((await dueDates(roundId))[202]).toBe('2024-11-08')
})

test('time is given to nobody where it cannot be, or not to as many as was read', async () => {
  const { as, analyst, officer, roundId } = await issued()
  const wanted = { roundId, for: { who: 'not signed' as const }, until, reason }

  await expect(giveTime(as(analyst), { ...wanted, expected: 2 })).rejects.toMatchObject({
    code: 'CHANGED_MEANWHILE',
  })
  await expect(giveTime(as(analyst), { ...wanted, until: day('2024-11-16') })).rejects.toMatchObject({
    code: 'EXTENSION_PAST_CLOSE',
  })
  const late = as(analyst, { today: day('2024-11-11') })
  await expect(giveTime(late, wanted)).rejects.toMatchObject({ code: 'EXTENSION_OVER' })
  await expect(giveTime(as(officer), wanted)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect(Object.values(await dueDates(roundId))).toEqual(Array(3).fill('2024-10-31'))
})

test('of many who asked each is granted until its own day, and who cannot be is named with the reason', async () => {
  const { as, ask, analyst, approver, officer, foreigner, roundId, ...requests } = await issued()
  const { dataRequestId, foreignDataRequestId, leeds } = requests
  const first = await ask(officer, dataRequestId, '2024-11-05')
  const second = await ask(foreigner, foreignDataRequestId, '2024-11-20')
  const third = await ask({ ...officer, authorityId: leeds.authorityId }, leeds.id, '2024-11-12')

  const decided = await grantExtensions(as(analyst), {
    ...{ roundId, extensionIds: [first, second, third], reason: 'We understand.' },
  })

  expect(decided).toMatchObject({
    granted: [{ authority: 'Birmingham' }, { authority: 'Leeds' }],
    notGranted: [{ extensionId: second, authority: 'Camden', why: { code: 'EXTENSION_PAST_CLOSE' } }],
  })
  expect(await dueDates(roundId)).toEqual({ 202: '2024-10-31', 330: '2024-11-05', 383: '2024-11-12' })
  expect(await readExtensions(as(officer), dataRequestId)).toMatchObject([
    { state: 'granted', decidedBecause: 'We understand.' },
  ])
  await refuseExtension(as(approver), { extensionId: second, reason: 'That is after the close.' })
  const again = await grantExtensions(as(analyst), { roundId, extensionIds: [first, second] })
  expect(again.notGranted.map(({ why }) => why.code)).toEqual(['EXTENSION_DECIDED', 'EXTENSION_DECIDED'])
})

test('one of another round is not decided with the rest', async () => {
  const { as, ask, analyst, officer, dataRequestId, roundId } = await issued()
  const other = await issued()
  const extensionId = await ask(officer, dataRequestId, '2024-11-05')
  const theirs = await other.ask(other.officer, other.dataRequestId, '2024-11-05')

  const decided = await grantExtensions(as(analyst), { roundId, extensionIds: [extensionId, theirs] })

  expect(decided.granted).toEqual([{ extensionId, authority: 'Birmingham' }])
  expect(decided.notGranted).toMatchObject([{ extensionId: theirs, why: { code: 'NOT_FOUND' } }])
  expect((await dueDates(other.roundId))[330]).toBe('2024-10-31')
})
