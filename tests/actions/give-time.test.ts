import { askForExtension } from '@rollcall/actions/ask-for-extension'
import { giveTime } from '@rollcall/actions/give-time'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { grantExtensions } from '@rollcall/actions/grant-extensions'
import { readExtensions } from '@rollcall/actions/read-extensions'
import { refuseExtension } from '@rollcall/actions/refuse-extension'
import { updateDataRequest } from '@rollcall/database/data-requests'
import { asViewer } from '@rollcall/database/transaction'
import type { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { type AuthorityViewer, system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, day, requestsOf, told } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const until = day('2024-11-08')
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

test('one of another round is not decided with the rest, and nothing is granted', async () => {
  const { as, ask, analyst, officer, dataRequestId, roundId } = await issued()
  const other = await issued()
  const extensionId = await ask(officer, dataRequestId, '2024-11-05')
  const theirs = await other.ask(other.officer, other.dataRequestId, '2024-11-05')

  await expect(
    grantExtensions(as(analyst), { roundId, extensionIds: [extensionId, theirs] }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await dueDates(roundId))[330]).toBe('2024-10-31')
})
