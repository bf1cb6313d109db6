import { setTimeout as wait } from 'node:timers/promises'
import { approveLetters } from '@rollcall/actions/approve-letters'
import { enqueue, jobs } from '@rollcall/actions/jobs'
import { settleUnclearMessage } from '@rollcall/actions/settle-unclear-message'
import { randomFrom } from '@rollcall/collections/sample/random'
import type { Db } from '@rollcall/database/connect'
import { outboxLag } from '@rollcall/database/outbox'
import { asViewer } from '@rollcall/database/transaction'
import { LetterId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { newKey } from '@rollcall/platform/sealing'
import { calendar } from '@rollcall/worker/calendar'
import { startMailServer } from '../support/mail-server.ts'
import { type Blow, blowsUnder } from './blows.ts'
import { isDueBetween } from './cron.ts'
import { keepWorker } from './kept-worker.ts'
import { type Act, type Life, livesOf } from './lives.ts'
import { approvesLetters } from './model.ts'
import { perform } from './perform.ts'
import { addressOf, type Stage, setStage } from './stage.ts'
import { moments, shown } from './times.ts'

export interface Season {
  readonly db: Db
  readonly databaseUrl: string
  readonly home: string
  readonly seed: number
  readonly codes: readonly string[]
  /** Those that send a real workbook; the others declare that they have nothing to report. */
  readonly withWorkbooks: readonly string[]
  /** When the worker is killed. */
  readonly blows?: readonly Blow[]
}

/** A message as it came to the mail server. */
export interface Arrived {
  /** The moment of the season, as the model has it. */
  readonly at: Date
  readonly to: string
  readonly reference: string
  readonly subject: string
  readonly text: string
}

export interface Played {
  readonly lives: readonly Life[]
  readonly arrived: readonly Arrived[]
  /** Whose mailbox was asked for and is not there. */
  readonly refused: readonly string[]
  readonly kills: number
  /** How many messages a person had to settle: those that had arrived, and those that were sent again. */
  readonly settled: { readonly arrived: number; readonly again: number }
  readonly seconds: number
}

/** Plays the whole season: people act, a worker that may be killed sends what follows, and a mail server takes it. */
export async function playSeason(given: Season): Promise<Played> {
  const { db, databaseUrl, home, seed, codes, withWorkbooks, blows = [] } = given
  const begun = performance.now()
  const random = randomFrom(seed)
  const lives = livesOf(codes, withWorkbooks, random.branch('lives'))
  const acts = Map.groupBy(
    lives.flatMap((life) => life.acts),
    ({ at }) => at.getTime(),
  )
  const gone = new Set(lives.filter(({ bounces }) => bounces).map(({ code }) => addressOf('officer', code)))
  const key = newKey().toString('base64')
  const arrived: Arrived[] = []
  const refused: string[] = []
  let clock = moments[0] ?? new Date(Number.NaN)
  const stage = await setStage(db, key, codes)

  const striking = blowsUnder(blows, () => worker.kill())
  const server = await startMailServer({
    has: async (address) => {
      if (gone.has(address)) refused.push(address)
      else await striking.whenNamed(arrived.length)
      return !gone.has(address)
    },
    onMail: async ({ to: [to = ''], subject, text, headers }) => {
      const reference = /<([^@]+)@/.exec(headers.get('message-id') ?? '')?.[1] ?? ''
      arrived.push({ at: clock, to, reference, subject, text })
      await striking.whenSaid(arrived.length)
    },
  })
  // To look for jobs of the dead costs something, which is left out where nobody dies.
  const deadAfterMs = blows.length > 0 ? 1500 : 30_000
  const kills = blows.length
  const worker = keepWorker({ databaseUrl, mailUrl: server.url, key, home, deadAfterMs, kills })
  const settled = { arrived: 0, again: 0 }
  try {
    const playing = { stage, worker, striking, settled, arrived }
    let before = clock
    for (const [index, now] of moments.entries()) {
      clock = now
      const today = acts.get(now.getTime()) ?? []
      const letters = approvesLetters(now) ? await listProposed(stage) : []
      // At other times nothing happens unless somebody does something.
      if (index > 0 && !isMorning(now) && today.length + letters.length === 0) continue
      await playMoment({ ...playing, now }, { before, today, letters })
      before = now
    }
  } finally {
    await worker.stop()
    await server.stop()
  }
  const seconds = (performance.now() - begun) / 1000
  return { lives, arrived, refused, settled, seconds, kills: striking.count() }
}

interface Happening {
  readonly before: Date
  readonly today: readonly Act[]
  /** Those that are proposed, to be approved. */
  readonly letters: readonly LetterId[]
}

async function playMoment(given: Quieting, { before, today, letters }: Happening): Promise<void> {
  const { stage, worker, now } = given
  await worker.setClock(now)
  for (const act of today) await perform(stage, act)
  await askByTheClock(stage, before, now)
  await untilQuiet(given)
  if (letters.length === 0) return
  await approveLetters(stage.as(stage.analyst, now), { roundId: stage.roundId, letterIds: [...letters] })
  await untilQuiet(given)
}

const isMorning = (at: Date): boolean => shown(at).time < '11:00'

// What is done by the clock and has to do with messages.
const byTheClock = [
  jobs.closeDueRounds,
  jobs.writeReminders,
  jobs.writeDigests,
  jobs.withdrawLetters,
  jobs.sendMessages,
] as const

/** Asks for what the worker's calendar has between two moments. */
async function askByTheClock({ db }: Stage, before: Date, now: Date): Promise<void> {
  const due = byTheClock.filter(({ name }) =>
    calendar.some(({ job, at }) => job.name === name && isDueBetween(at, before, now)),
  )
  await asViewer(db, system, async (trx) => {
    for (const job of due) await enqueue(trx, job, {})
  })
}

interface Quieting {
  readonly stage: Stage
  readonly worker: ReturnType<typeof keepWorker>
  readonly now: Date
  readonly striking: ReturnType<typeof blowsUnder>
  readonly settled: { arrived: number; again: number }
  readonly arrived: readonly Arrived[]
}

/** Waits until everything is done that is to be done at this moment. What a killed worker left unclear a person looks up and settles. */
async function untilQuiet(given: Quieting): Promise<void> {
  const { stage, worker, now, striking } = given
  let clock = now
  for (const until = performance.now() + 300_000; performance.now() < until; ) {
    await untilIdle(stage.db, until)
    const open = await openMessages(stage.db, later(clock, 2))
    if (open.length === 0) return
    await settleUnclear(given, open, clock)
    // A worker is about to be killed, or was: whoever was sending these is dead, and after five minutes they are looked at.
    const isHeld = open.every(({ state }) => state === 'sending')
    if (isHeld) await wait(striking.isOver() ? 100 : 20)
    // While a job goes on, time passes for the worker: what comes of it may be due a moment after the one that the season stands at.
    clock = later(clock, isHeld ? 6 : 2)
    await worker.setClock(clock)
    await asViewer(stage.db, system, (trx) => enqueue(trx, jobs.sendMessages, {}))
  }
  throw new Error(`it does not get quiet at ${now.toISOString()}`)
}

const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)

/** What a person of the office does about messages that may have gone out or not: looks at what the mail server took. */
async function settleUnclear({ stage, settled, arrived }: Quieting, open: Open, now: Date): Promise<void> {
  for (const { id, state } of open) {
    if (state !== 'unclear') continue
    const isThere = arrived.some(({ reference }) => reference === id)
    settled[isThere ? 'arrived' : 'again']++
    const became = isThere ? 'arrived' : 'not arrived'
    await settleUnclearMessage(stage.as(stage.analyst, now), { messageId: id, became })
  }
}

type Open = Awaited<ReturnType<typeof openMessages>>

async function untilIdle(db: Db, until: number): Promise<void> {
  while (!(await isIdle(db))) {
    if (performance.now() > until) throw new Error('jobs are left')
    await wait(15)
  }
}

async function isIdle(db: Db): Promise<boolean> {
  const { unfinished, failed } = await asViewer(db, system, outboxLag)
  if (failed > 0) throw new Error('a job was given up')
  return unfinished === 0
}

const openMessages = (db: Db, now: Date) =>
  asViewer(db, system, (trx) =>
    trx
      .selectFrom('messages')
      .select(['id', 'state'])
      .where((eb) =>
        eb.or([
          eb('state', 'in', ['sending', 'unclear']),
          eb.and([eb('state', '=', 'waiting'), eb('sendAfter', '<=', now)]),
        ]),
      )
      .execute(),
  )

const listProposed = ({ db }: Stage): Promise<LetterId[]> =>
  asViewer(db, system, async (trx) => {
    const letters = await trx.selectFrom('letters').select('id').where('state', '=', 'proposed').execute()
    return letters.map(({ id }) => LetterId.parse(id))
  })
