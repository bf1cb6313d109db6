import { setTimeout as wait } from 'node:timers/promises'
import { answerQuestion } from '@rollcall/actions/answer-question'
import { askQuestion } from '@rollcall/actions/ask-question'
import { changeReminders } from '@rollcall/actions/change-reminders'
import { handOverWork } from '@rollcall/actions/hand-over-work'
import { enqueue, jobs } from '@rollcall/actions/jobs'
import { noteDelivery } from '@rollcall/actions/note-delivery'
import { writeReminders } from '@rollcall/actions/write-reminders'
import { recordEvent } from '@rollcall/database/audit-events'
import type { Db, Trx } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import type { RoundId } from '@rollcall/domain/ids'
import { type OfficeViewer, system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, aMember, contextOf, day, membershipIdOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { mailerInto } from '../support/mailers.ts'
import { messages, post } from '../support/post.ts'
import { aWorkbook, send } from '../support/returns.ts'

const { db } = testDatabase()

test('people who work on one round at the same time never wait for each other in a circle', async () => {
  const { officer, analyst, signatory, as, dataRequestId, authorityId, roundId } = await aDataRequest(db)
  const bytes = await aWorkbook([])
  const anOfficer = async () =>
    membershipIdOf(db, { ...officer, personId: await aMember(db, 'officer', authorityId) })

  for (let times = 0; times < 12; times++) {
    const [membershipId, toMembershipId] = [await anOfficer(), await anOfficer()]
    const done = await Promise.allSettled([
      send(as(officer), dataRequestId, bytes),
      // Each of these tells people of a request that the one above holds.
      answerQuestion(as(analyst), { roundId, question: 'Does a caravan count?', answer: 'It does.' }),
      handOverWork(as(signatory), { membershipId, toMembershipId }),
      askQuestion(as(officer), { dataRequestId, text: 'And a boat?' }),
    ])
    expect(done.map((one) => (one.status === 'rejected' ? String(one.reason) : 'done'))).toEqual(
      Array.from({ length: 4 }, () => 'done'),
    )
  }
})

test('a message that comes back never waits in a circle for somebody who has another one sent', async () => {
  const { officer } = await aDataRequest(db, { until: 'open' })
  const when = { now: new Date('2024-10-01T09:00:00Z') }
  await post(db, mailerInto([]), when)
  const sent = (await messages(db)).find(({ personId }) => personId === officer.personId)
  if (sent === undefined) throw new Error('nobody was told')
  await asViewer(db, system, (trx) => trx.deleteFrom('outbox').execute())

  let comesBack: Promise<boolean> | undefined
  await asViewer(db, system, async (trx) => {
    await recordEvent(trx, { viewer: system, ...when }, { type: 'message sent again' })
    const news = { messageId: sent.id, became: 'came back', said: 'failed 5.1.1' } as const
    comesBack = noteDelivery(contextOf(db, system, when), news)
    // Until it has got as far as it can while this one holds the record.
    await Promise.race([comesBack.catch(() => undefined), wait(400)])
    await enqueue(trx, jobs.sendMessages, {})
  })

  expect(await comesBack).toBe(true)
})

test('a worker that dies between two lots is followed by one that goes on behind the first, and nobody is written to twice', async () => {
  const round = await aDataRequest(db)
  const { roundId } = round
  const runOf = (trx: Trx) =>
    trx
      .selectFrom('reminderRuns')
      .select(['requests', 'messages', 'endedAt'])
      .where('roundId', '=', roundId)
      .executeTakeFirst()
  const run = () => asViewer(db, system, runOf)
  const written = async () =>
    (await messages(db)).filter((one) => one.roundId === roundId).map(({ id }) => id)
  const morning = contextOf(db, system, { now: new Date('2024-10-17T08:00:00Z'), today: day('2024-10-17') })
  const dying = dyingOnce(async (trx) => (await runOf(trx))?.requests === 2)

  await expect(writeReminders({ ...morning, db: dying }, { requestsInALot: 1 })).rejects.toThrow('died')
  const first = await written()
  expect(await run()).toMatchObject({ requests: 1, messages: first.length, endedAt: null })

  await writeReminders(morning, { requestsInALot: 1 })
  const all = await messages(db).then((found) => found.filter((one) => one.roundId === roundId))
  expect(await run()).toMatchObject({ requests: 3, messages: all.length, endedAt: morning.now })
  expect(all.length).toBeGreaterThan(first.length)
  expect(first.filter((id) => !all.some((one) => one.id === id))).toEqual([])
  expect(new Set(all.map(({ personId }) => personId)).size).toBe(all.length)

  await writeReminders(morning)
  expect(await written()).toHaveLength(all.length)
})

test('a step that is half taken when the next one comes is left at that', async () => {
  const round = await aDataRequest(db)
  const { roundId, analyst } = round
  const runsOf = (trx: Trx) =>
    trx
      .selectFrom('reminderRuns')
      .select(['days', 'requests', 'endedAt'])
      .where('roundId', '=', roundId)
      .orderBy('days')
      .execute()
  const first = contextOf(db, system, { now: new Date('2024-10-17T08:00:00Z'), today: day('2024-10-17') })
  const dying = dyingOnce(async (trx) => (await runsOf(trx)).some(({ requests }) => requests === 2))
  await expect(writeReminders({ ...first, db: dying }, { requestsInALot: 1 })).rejects.toThrow('died')

  const next = contextOf(db, system, { now: new Date('2024-10-24T08:00:00Z'), today: day('2024-10-24') })
  await writeReminders(next)

  expect(await asViewer(db, system, runsOf)).toEqual([
    { days: -10, requests: 1, endedAt: next.now },
    { days: -5, requests: 3, endedAt: next.now },
  ])
  const events = await recordedReminders(analyst, roundId)
  expect(events.map(({ details }) => [details.days, details.requests])).toEqual([
    [-10, 1],
    [-5, 3],
  ])
})

test('a step that is half taken when the office takes it out is left at that, and is on record', async () => {
  const { roundId, as, analyst } = await aDataRequest(db)
  const runOf = (trx: Trx) =>
    trx.selectFrom('reminderRuns').select(['requests', 'endedAt']).where('roundId', '=', roundId).execute()
  const first = contextOf(db, system, { now: new Date('2024-10-17T08:00:00Z'), today: day('2024-10-17') })
  const dying = dyingOnce(async (trx) => (await runOf(trx)).some(({ requests }) => requests === 2))
  await expect(writeReminders({ ...first, db: dying }, { requestsInALot: 1 })).rejects.toThrow('died')

  await changeReminders(as(analyst, { now: first.now, today: first.today }), {
    ...{ roundId, revision: 3, steps: [{ aim: 'officers', days: -5, at: '09:00' }] },
  })
  const next = { ...first, now: new Date('2024-10-17T08:10:00Z') }
  await writeReminders(next, { requestsInALot: 1 })

  expect(await asViewer(db, system, runOf)).toEqual([{ requests: 1, endedAt: next.now }])
  const events = await recordedReminders(analyst, roundId)
  expect(events.map(({ details }) => details.requests)).toEqual([1])
})

/** What is on record of the reminders of a round. */
const recordedReminders = (analyst: OfficeViewer, roundId: RoundId) =>
  asViewer(db, analyst, (trx) =>
    trx
      .selectFrom('auditEvents')
      .select('details')
      .where('roundId', '=', roundId)
      .where('type', '=', 'reminders written')
      .execute(),
  )

/** The database of somebody who dies before a transaction commits, once it is time. */
const dyingOnce = (isTime: (trx: Trx) => Promise<boolean>): Db =>
  new Proxy(db, {
    get: (target, name) =>
      name === 'transaction'
        ? () => ({
            execute: (work: (trx: Trx) => Promise<unknown>) =>
              target.transaction().execute(async (trx) => {
                const result = await work(trx)
                if (await isTime(trx)) throw new Error('died')
                return result
              }),
          })
        : Reflect.get(target, name),
  })
