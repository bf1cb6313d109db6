import { approveRound } from '@rollcall/actions/approve-round'
import { changeDates } from '@rollcall/actions/change-dates'
import { changeReminders } from '@rollcall/actions/change-reminders'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { issueRound } from '@rollcall/actions/issue-round'
import { pauseMessages } from '@rollcall/actions/pause-messages'
import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { resumeMessages } from '@rollcall/actions/resume-messages'
import { writeReminders } from '@rollcall/actions/write-reminders'
import { asViewer } from '@rollcall/database/transaction'
import type { RoundId } from '@rollcall/domain/ids'
import { type ReminderStep, usualReminders } from '@rollcall/domain/reminder-calendar'
import { system } from '@rollcall/domain/viewer'
import { inLondon } from '@rollcall/platform/clock'
import type { Mail } from '@rollcall/platform/mail'
import { expect, test } from 'vitest'
import { aDataRequest, aMember, aRound, contextOf, day } from '../support/builders.ts'
import { aSignedReturn } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { mailerInto } from '../support/mailers.ts'
import { messages, post } from '../support/post.ts'

const { db } = testDatabase()

/** A moment of British time, with its day. In this round it is summer until 27 October. */
const when = (text: string) => {
  const now = new Date(text)
  return { now, today: day(inLondon(now).date) }
}

/** What the worker does at a moment: reminders are written, and what is due is sent. */
async function at(text: string, mails: Mail[] = []): Promise<Mail[]> {
  await writeReminders(contextOf(db, system, when(text)))
  await post(db, mailerInto(mails), when(text))
  return mails
}

/** The reminders to the people of one cast: others act for the same authorities in other tests. */
const remindersOf = async ({ roundId, officer, signatory, foreigner }: Round) => {
  const cast = [officer, signatory, foreigner].map(({ personId }) => personId)
  return (await messages(db)).filter(
    (one) =>
      one.roundId === roundId && cast.includes(one.personId as never) && one.kind.startsWith('reminder'),
  )
}
type Round = Awaited<ReturnType<typeof aRound>>
const told = async (round: Round) =>
  (await remindersOf(round)).map(({ kind, writtenAs, state }) => `${kind}, ${writtenAs}: ${state}`).sort()
/** What somebody got. */
const to = (mails: readonly Mail[], { personId }: { readonly personId: string }) =>
  mails.filter((mail) => mail.to.startsWith(personId))

const lettersOf = (roundId: RoundId) =>
  asViewer(db, system, (trx) =>
    trx
      .selectFrom('letters')
      .select(['state', 'dueOn'])
      .where('roundId', '=', roundId)
      .where('kind', '=', 'non-compliance')
      .execute(),
  )
const calendarOf = (roundId: RoundId) =>
  asViewer(db, system, (trx) =>
    trx.selectFrom('roundReminders').select(['aim', 'days', 'at']).where('roundId', '=', roundId).execute(),
  )

// Due on Thursday 31 October 2024, in a week after clocks went back. Ten working days before it is Thursday 17 October.
test('officers are reminded at nine in London, signatories after the due date, and then a letter is proposed', async () => {
  const round = await aDataRequest(db)
  const { roundId } = round

  await at('2024-10-17T07:59:00Z')
  expect(await told(round)).toEqual([])
  const first = await at('2024-10-17T08:00:00Z')
  await at('2024-10-17T08:10:00Z')
  expect(await told(round)).toEqual(['reminder, officer: sent', 'reminder, officer: sent'])
  expect(to(first, round.officer).map(({ subject }) => subject)).toEqual([
    'Send the return, due in 10 working days: Birmingham, Children in illegal homes, September 2024',
  ])

  await at('2024-10-24T08:00:00Z')
  expect(await told(round)).toHaveLength(4)

  // In winter nine is an hour later.
  await at('2024-10-30T08:59:00Z')
  expect(await told(round)).toHaveLength(4)
  await at('2024-10-30T09:00:00Z')
  expect(await told(round)).toHaveLength(6)

  const after = await at('2024-11-01T09:00:00Z')
  expect((await told(round)).slice(0, 2)).toEqual([
    'reminder after due, officer: sent',
    'reminder after due, officer: sent',
  ])
  expect(to(after, round.signatory).map(({ subject }) => subject)).toEqual([
    'See that the return is sent, it was due 1 working day ago: Birmingham, Children in illegal homes, September 2024',
  ])
  await at('2024-11-07T09:00:00Z')
  expect((await told(round)).filter((one) => one.startsWith('reminder to signatory after due'))).toHaveLength(
    2,
  )

  await at('2024-11-14T09:00:00Z')
  await at('2024-11-14T09:10:00Z')
  expect(await lettersOf(roundId)).toHaveLength(3)
})

test('of reminders that were missed only the last is sent, and outside office hours it waits', async () => {
  const round = await aDataRequest(db)

  await at('2024-10-26T20:00:00Z')
  const waiting = await remindersOf(round)
  expect(waiting.map(({ state, sendAfter }) => [state, sendAfter.toISOString()])).toEqual([
    ['waiting', '2024-10-28T08:00:00.000Z'],
    ['waiting', '2024-10-28T08:00:00.000Z'],
  ])
  expect(new Set(waiting.map(({ step }) => step.slice(0, 13)))).toEqual(new Set(['2024-10-31 -5']))
})

test('who has signed gets none', async () => {
  const round = await aSignedReturn(db)
  const { dataRequestId } = round

  await at('2024-10-24T08:00:00Z')

  expect((await remindersOf(round)).filter((one) => one.dataRequestId === dataRequestId)).toEqual([])
  expect((await remindersOf(round)).length).toBeGreaterThan(0)
})

test('an extension moves the reminders of its authority: one that waits is not sent, and new ones come', async () => {
  const round = await aDataRequest(db)
  const { as, analyst, dataRequestId } = round
  await writeReminders(contextOf(db, system, when('2024-10-26T20:00:00Z')))
  await grantExtension(as(analyst, when('2024-10-27T09:00:00Z')), {
    ...{ dataRequestId, until: day('2024-11-08'), reason: 'Flood' },
  })

  await at('2024-10-28T09:00:00Z')
  const own = async () => (await remindersOf(round)).filter((one) => one.dataRequestId === dataRequestId)
  expect((await own()).map(({ state, why }) => [state, why])).toEqual([
    ['not needed', 'It is due on another day now.'],
  ])

  // Ten working days before 8 November was before the extension; five before is 1 November.
  await at('2024-10-31T10:00:00Z')
  expect(await own()).toHaveLength(1)
  await at('2024-11-01T09:00:00Z')
  expect((await own()).at(-1)).toMatchObject({
    state: 'sent',
    step: `2024-11-08 -5 officers ${dataRequestId}`,
  })
})

test('a due date that is moved for all moves what is not yet sent, and reminds of nothing that is past', async () => {
  const round = await aDataRequest(db)
  const { as, analyst, roundId } = round
  await at('2024-10-17T08:00:00Z')

  await changeDates(as(analyst, when('2024-10-18T08:00:00Z')), {
    ...{ roundId, revision: 3, dueOn: day('2024-11-14'), reason: 'A storm' },
  })
  await at('2024-10-30T09:00:00Z')
  expect(await told(round)).toHaveLength(2)
  await at('2024-10-31T09:00:00Z')
  expect(await told(round)).toHaveLength(4)
})

test('a person who is officer and signatory is reminded once a day, as a signatory', async () => {
  const round = await aDataRequest(db)
  const { officer, authorityId, dataRequestId } = round
  await asViewer(db, system, (trx) =>
    trx
      .insertInto('memberships')
      .values({ personId: officer.personId, authorityId, role: 'signatory' })
      .execute(),
  )

  await at('2024-11-01T09:00:00Z')

  const both = (await remindersOf(round)).filter(
    (one) => one.dataRequestId === dataRequestId && one.personId === officer.personId,
  )
  expect(both.map(({ kind }) => kind)).toEqual(['reminder to signatory after due'])
})

test('reminders of several days that were held up do not all go on the day that they go on', async () => {
  const round = await aDataRequest(db)
  const { as, analyst, officer, roundId, authorityId } = round
  await pauseMessages(as(analyst), { roundId, reason: 'The portal is down.' })
  await at('2024-11-01T09:00:00Z')
  await asViewer(db, system, (trx) =>
    trx
      .insertInto('memberships')
      .values({ personId: officer.personId, authorityId, role: 'signatory' })
      .execute(),
  )
  await at('2024-11-07T09:00:00Z')
  await resumeMessages(as(analyst), { roundId })

  await at('2024-11-07T10:00:00Z')

  const own = (await remindersOf(round)).filter(({ personId }) => personId === officer.personId)
  expect(own.map(({ kind, state }) => `${kind}: ${state}`)).toEqual([
    'reminder after due: sent',
    'reminder to signatory after due: not needed',
  ])
})

test('who comes after a step was taken is reminded by the next', async () => {
  const round = await aDataRequest(db)
  await at('2024-10-17T08:00:00Z')
  const newcomer = await aMember(db, 'officer', round.authorityId)
  const own = async () => (await messages(db)).filter(({ personId }) => personId === newcomer)

  await at('2024-10-18T08:00:00Z')
  expect((await own()).filter((one) => one.roundId === round.roundId)).toEqual([])
  await at('2024-10-24T08:00:00Z')
  expect((await own()).filter((one) => one.roundId === round.roundId)).toHaveLength(1)
})

test('officers are reminded of a data query before and after the day it is to be answered by', async () => {
  const round = await aSignedReturn(db)
  const { as, analyst, officer, dataRequestId, submissionId } = round
  const { dataQueryId } = await raiseDataQuery(as(analyst, when('2024-10-07T09:00:00Z')), {
    ...{
      dataRequestId,
      submissionId,
      about: { kind: 'return' },
      text: 'Why so few?',
      dueOn: day('2024-10-11'),
    },
  })
  const own = async () => (await remindersOf(round)).filter((one) => one.dataRequestId === dataRequestId)

  const mails = await at('2024-10-10T08:00:00Z')
  await at('2024-10-10T08:10:00Z')
  expect((await own()).map(({ kind, state }) => [kind, state])).toEqual([
    ['reminder of data queries', 'sent'],
  ])
  const [mail] = to(mails, officer)
  expect(mail?.subject).toBe(
    'Answer 1 question, due in 1 working day: Birmingham, Children in illegal homes, September 2024',
  )
  expect(mail?.text).toContain(`/data-queries/${dataQueryId}`)

  await at('2024-10-14T08:00:00Z')
  expect((await own()).at(-1)).toMatchObject({ kind: 'reminder of data queries after due', state: 'sent' })
})

const officersOnly = (...days: number[]): ReminderStep[] =>
  days.map((one) => ({ aim: 'officers', days: one, at: '09:00' }))

test('a calendar that is changed in a draft has to be approved anew, and a round without one reminds nobody', async () => {
  const round = await aRound(db, { until: 'approved' })
  const { as, analyst, approver, roundId } = round
  expect(await calendarOf(roundId)).toHaveLength(usualReminders.length)

  await changeReminders(as(analyst), { roundId, revision: 2, steps: [] })

  await expect(issueRound(as(analyst), { roundId })).rejects.toMatchObject({ code: 'ROUND_NOT_APPROVED' })
  await approveRound(as(approver), { roundId, revision: 3 })
  await issueRound(as(analyst), { roundId })
  await at('2024-10-24T08:00:00Z')
  expect(await told(round)).toEqual([])
})

test('a calendar that is changed after issue holds from now on, and an approval stays', async () => {
  const round = await aDataRequest(db)
  const { as, analyst, roundId } = round
  await at('2024-10-17T08:00:00Z')

  await changeReminders(as(analyst, when('2024-10-25T09:00:00Z')), {
    ...{ roundId, revision: 3, steps: officersOnly(-10, -5, -4, -2) },
  })
  // Four working days before is this very day at nine, an hour ago; five was yesterday, and is sent still.
  await at('2024-10-25T09:10:00Z')
  expect((await remindersOf(round)).map(({ step }) => step.slice(11, 14).trim()).sort()).toEqual([
    '-10',
    '-10',
    '-5',
    '-5',
  ])
  const events = await asViewer(db, analyst, (trx) =>
    trx
      .selectFrom('auditEvents')
      .select(['type', 'details'])
      .where('type', '=', 'reminders changed')
      .execute(),
  )
  expect(events.at(-1)?.details).toMatchObject({ after: expect.stringContaining('officers -4 09:00') })
})

test('a calendar is changed by the office alone, as it was read, and while the round takes returns', async () => {
  const { as, analyst, officer, roundId } = await aDataRequest(db)
  const change = { roundId, revision: 3, steps: officersOnly(-3) }

  await expect(changeReminders(as(officer), change)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(changeReminders(as(analyst), { ...change, revision: 2 })).rejects.toMatchObject({
    code: 'CHANGED_MEANWHILE',
  })
  await expect(
    changeReminders(as(analyst), { ...change, steps: [...change.steps, ...change.steps] }),
  ).rejects.toMatchObject({ code: 'REMINDERS_WRONG' })
  expect(await calendarOf(roundId)).toHaveLength(usualReminders.length)
  await expect(writeReminders(as(analyst))).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

test('two workers that look at the same time write each reminder once', async () => {
  const round = await aDataRequest(db)

  await Promise.all([1, 2, 3].map(() => writeReminders(contextOf(db, system, when('2024-10-17T08:00:00Z')))))

  expect(await remindersOf(round)).toHaveLength(2)
})
