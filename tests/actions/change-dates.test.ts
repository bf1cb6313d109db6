import { approveRound } from '@rollcall/actions/approve-round'
import { askForExtension } from '@rollcall/actions/ask-for-extension'
import { changeDates } from '@rollcall/actions/change-dates'
import { closeDueRounds } from '@rollcall/actions/close-due-rounds'
import { closeRound } from '@rollcall/actions/close-round'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { readBoard } from '@rollcall/actions/read-board'
import { readExtensions } from '@rollcall/actions/read-extensions'
import { updateDataRequest } from '@rollcall/database/data-requests'
import { countDateEffects, listDateChanges } from '@rollcall/database/round-date-changes'
import { asViewer } from '@rollcall/database/transaction'
import type { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { system, type Viewer } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, day, requestsOf, told } from '../support/builders.ts'
import { sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aWorkbook } from '../support/returns.ts'

const { db } = testDatabase()
const reason = 'The half-term holidays are later this year.'

/** Every authority's due date, by its code. */
const dueDates = async (roundId: RoundId) =>
  Object.fromEntries((await requestsOf(db, roundId)).map(({ code, dueOn }) => [code, dueOn]))

const roundOf = (roundId: RoundId) =>
  asViewer(db, system, (trx) =>
    trx
      .selectFrom('rounds')
      .select(['dueOn', 'closesOn', 'publishOn', 'revision', 'state'])
      .where('id', '=', roundId)
      .executeTakeFirstOrThrow(),
  )

/** An issued round, as it is read before its dates are changed. */
async function issued() {
  const round = await aDataRequest(db)
  const { revision } = await roundOf(round.roundId)
  return { ...round, revision, change: { roundId: round.roundId, revision, reason } }
}

test('a due date is moved for everybody, but for who has more time than that; all are told why', async () => {
  const { as, analyst, officer, foreigner, roundId, dataRequestId, foreignDataRequestId, change } =
    await issued()
  const given = { until: day('2024-11-12'), reason: 'A flood.' }
  await grantExtension(as(analyst), { dataRequestId: foreignDataRequestId, ...given })

  const moved = await changeDates(as(analyst), { ...change, dueOn: day('2024-11-07') })

  expect(moved).toEqual({ moved: 2 })
  expect(await dueDates(roundId)).toEqual({ 202: '2024-11-12', 330: '2024-11-07', 383: '2024-11-07' })
  expect(await roundOf(roundId)).toMatchObject({ dueOn: '2024-11-07', closesOn: '2024-11-15' })
  const own = await told(db, officer, dataRequestId)
  const details = { due: '2024-11-07', dueBefore: '2024-10-31', dataRequestId }
  expect(own.events.at(-1)).toMatchObject({
    type: 'dates changed',
    details: { ...details, ownDueOn: '2024-11-07' },
  })
  expect(own.notices.at(-1)).toEqual({ kind: 'dates changed', recipients: 'authority' })
  const foreign = await told(db, foreigner, foreignDataRequestId)
  expect(foreign.events.at(-1)?.details).toMatchObject({ ownDueOn: '2024-11-12' })
  const shown = await asViewer(db, officer, (trx) => listDateChanges(trx, roundId))
  expect(shown).toMatchObject([
    { which: 'due', fromOn: '2024-10-31', toOn: '2024-11-07', reason, changedBy: null },
  ])
})

test('moved back, a return is due again as before, or until when it was given more time', async () => {
  const { as, analyst, roundId, foreignDataRequestId, change, revision } = await issued()
  await grantExtension(as(analyst), {
    ...{ dataRequestId: foreignDataRequestId, until: day('2024-11-04'), reason: 'A flood.' },
  })

  await changeDates(as(analyst), { ...change, dueOn: day('2024-11-14') })
  expect(await dueDates(roundId)).toEqual({ 202: '2024-11-14', 330: '2024-11-14', 383: '2024-11-14' })
  await changeDates(as(analyst), { ...change, revision: revision + 1, dueOn: day('2024-10-31') })

  expect(await dueDates(roundId)).toEqual({ 202: '2024-11-04', 330: '2024-10-31', 383: '2024-10-31' })
})

test('who has asked for no more time than everybody is given is answered by it, and keeps that day', async () => {
  const { as, analyst, officer, foreigner, roundId, dataRequestId, foreignDataRequestId, change } =
    await issued()
  const ask = (viewer: typeof officer, id: DataRequestId, until: string) =>
    askForExtension(as(viewer), { dataRequestId: id, until: day(until), reason: 'We are few.' })
  await ask(officer, dataRequestId, '2024-11-07')
  await ask(foreigner, foreignDataRequestId, '2024-11-08')

  const preview = await asViewer(db, analyst, (trx) =>
    countDateEffects(trx, { roundId, dueOn: day('2024-11-07'), today: day('2024-10-01') }),
  )
  await changeDates(as(analyst), { ...change, dueOn: day('2024-11-07') })

  expect(preview).toMatchObject({ requests: 3, moved: 3, keepLonger: 0, answered: 1 })
  expect(await readExtensions(as(officer), dataRequestId)).toMatchObject([
    { state: 'granted', until: '2024-11-07', decidedBecause: reason },
  ])
  expect((await told(db, officer, dataRequestId)).events.map(({ type }) => type).slice(-2)).toEqual([
    'dates changed',
    'extension granted',
  ])
  expect(await readExtensions(as(foreigner), foreignDataRequestId)).toMatchObject([{ state: 'asked' }])
})

test('of a closing date the office alone is told, and the round closes by the new one', async () => {
  const { as, analyst, officer, roundId, dataRequestId, change } = await issued()
  const before = await told(db, officer, dataRequestId)

  await changeDates(as(analyst), { ...change, closesOn: day('2024-11-22') })

  expect(await told(db, officer, dataRequestId)).toEqual(before)
  expect(await asViewer(db, officer, (trx) => listDateChanges(trx, roundId))).toEqual([])
  expect(await asViewer(db, analyst, (trx) => listDateChanges(trx, roundId))).toMatchObject([
    { which: 'closing', fromOn: '2024-11-15', toOn: '2024-11-22', changedBy: 'Some analyst' },
  ])
  const event = await asViewer(db, analyst, (trx) =>
    trx
      .selectFrom('auditEvents')
      .selectAll()
      .where('type', '=', 'round dates changed')
      .orderBy('seq', 'desc')
      .executeTakeFirst(),
  )
  expect(event).toMatchObject({ authorityId: null, personId: analyst.personId })
  await closeDueRounds(as(system, { today: day('2024-11-18') }))
  expect((await roundOf(roundId)).state).toBe('open')
  await closeDueRounds(as(system, { today: day('2024-11-23') }))
  expect((await roundOf(roundId)).state).toBe('closed')
})

test('whoever signed late is on time by a later due date, and the board counts so at once', async () => {
  const round = await issued()
  const { as, analyst, roundId, change } = round
  const fourDaysLate = { ...round, as: (viewer: Viewer) => round.as(viewer, { today: day('2024-11-04') }) }
  await sendAndSign(fourDaysLate, round, await aWorkbook())
  const today = day('2024-11-05')
  const late = as(analyst, { today })
  const filter = { roundId, isOutstanding: false, isOverdue: false }
  const onTime = async () => {
    const board = await readBoard(late, { filter, page: 1, sort: 'authority', isDescending: false })
    return board.progress?.at(-1)
  }
  expect(await onTime()).toMatchObject({ signed: 1, onTime: 0 })

  const effects = await asViewer(db, analyst, (trx) =>
    countDateEffects(trx, { roundId, dueOn: day('2024-11-08'), today }),
  )
  const { revision } = await roundOf(roundId)
  await changeDates(late, { ...change, revision, dueOn: day('2024-11-08') })

  expect(effects).toEqual({
    ...{ requests: 3, moved: 3, keepLonger: 0, noLongerLate: 2, becomeOnTime: 1, answered: 0 },
  })
  expect(await onTime()).toMatchObject({ signed: 1, onTime: 1 })
})

test('a change is refused with a sentence, and nothing is kept', async () => {
  const { as, analyst, officer, approver, roundId, dataRequestId, change, revision } = await issued()
  await grantExtension(as(analyst), { dataRequestId, until: day('2024-11-12'), reason: 'A flood.' })
  const wanted = (dates: object) => changeDates(as(approver), { ...change, ...dates })

  await expect(wanted({ closesOn: day('2024-11-11') })).rejects.toMatchObject({
    code: 'ROUND_DATES',
    message: 'Choose a closing date from 12 November 2024 on: an authority was given more time until then.',
  })
  await expect(wanted({})).rejects.toMatchObject({ code: 'DATES_UNCHANGED' })
  await expect(wanted({ dueOn: day('2024-10-02') })).rejects.toMatchObject({ code: 'ROUND_DATES' })
  await expect(wanted({ dueOn: day('2024-11-07'), revision: revision - 1 })).rejects.toMatchObject({
    code: 'CHANGED_MEANWHILE',
  })
  await expect(
    changeDates(as(officer), { ...change, dueOn: day('2024-11-07') } as never),
  ).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await roundOf(roundId)).toMatchObject({ revision, dueOn: '2024-10-31' })
  expect(await asViewer(db, analyst, (trx) => listDateChanges(trx, roundId))).toEqual([])
})

test('a draft is edited instead; of a closed round the publication date alone can be changed', async () => {
  const { as, analyst, approver, officer, roundId, dataRequestId, change } = await issued()
  await asViewer(db, system, (trx) => updateDataRequest(trx, dataRequestId, { state: 'signed' }))
  await closeRound(as(analyst, { today: day('2024-11-20') }), { roundId })
  const { revision } = await roundOf(roundId)
  const late = as(approver, { today: day('2024-11-20') })

  await expect(changeDates(late, { ...change, revision, dueOn: day('2024-11-25') })).rejects.toThrow(
    /^This round is closed/,
  )
  await changeDates(late, { ...change, revision, publishOn: day('2025-02-03') })

  expect((await roundOf(roundId)).publishOn).toBe('2025-02-03')
  expect((await told(db, officer, dataRequestId)).events.at(-1)).toMatchObject({
    type: 'dates changed',
    details: { publication: '2025-02-03', publicationBefore: null },
  })
  await expect(approveRound(late, { roundId, revision })).rejects.toMatchObject({ code: 'ROUND_STATE' })
})
