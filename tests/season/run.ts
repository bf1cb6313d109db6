import { approveLetters } from '@rollcall/actions/approve-letters'
import { enqueue, jobs } from '@rollcall/actions/jobs'
import { randomFrom } from '@rollcall/collections/sample/random'
import type { Db } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { LetterId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { newKey } from '@rollcall/platform/sealing'
import { calendar } from '@rollcall/worker/calendar'
import { actsOfTheRound, type RoundAct } from './acts-of-the-round.ts'
import { type Blow, blowsUnder } from './blows.ts'
import { type CarrierName, startCarrier, type Taken } from './carriers.ts'
import { isDueBetween } from './cron.ts'
import { keepWorker } from './kept-worker.ts'
import { type Act, type Life, livesOf } from './lives.ts'
import { approvesLetters } from './model-clock.ts'
import { perform } from './perform.ts'
import { performForAll } from './perform-for-all.ts'
import { type Quieting, untilQuiet } from './quiet.ts'
import { addressOf, type Stage, setStage } from './stage.ts'
import { moments, shown, theEnd } from './times.ts'

export interface Season {
  readonly db: Db
  readonly databaseUrl: string
  readonly home: string
  readonly seed: number
  readonly codes: readonly string[]
  /** Those that send a real workbook; the others declare that they have nothing to report. */
  readonly withWorkbooks: readonly string[]
  readonly carrier: CarrierName
  /** When the worker is killed. */
  readonly blows?: readonly Blow[]
  /** Where only its beginning is played: until when. */
  readonly until?: Date
}

/** A message as it arrived. */
export interface Arrived extends Taken {
  /** The moment of the season, as the model has it. */
  readonly at: Date
}

export interface Played {
  readonly carrier: CarrierName
  readonly until: Date
  readonly lives: readonly Life[]
  readonly arrived: readonly Arrived[]
  /** Whose mailbox was asked for and is not there. */
  readonly refused: readonly string[]
  readonly kills: number
  /** How many messages a person had to settle: those that had arrived, and those that were sent again. */
  readonly settled: { readonly arrived: number; readonly again: number }
  /** How often whoever carries mail was asked whether they have one. */
  readonly asked: number
  readonly seconds: number
}

/** Plays the season: people act, a worker that may be killed sends what follows, and a mail server or Notify takes it. */
export async function playSeason(given: Season): Promise<Played> {
  const { db, databaseUrl, home, seed, codes, withWorkbooks, blows = [], until = theEnd } = given
  const begun = performance.now()
  const lives = livesOf(codes, withWorkbooks, randomFrom(seed).branch('lives'))
  const acts = Map.groupBy(
    lives.flatMap((life) => life.acts),
    ({ at }) => at.getTime(),
  )
  const forAll = Map.groupBy(actsOfTheRound, ({ at }) => at.getTime())
  const gone = new Set(lives.filter(({ bounces }) => bounces).map(({ code }) => addressOf('officer', code)))
  const key = newKey().toString('base64')
  const arrived: Arrived[] = []
  const refused: string[] = []
  let clock = moments[0] ?? theEnd
  const stage = await setStage(db, key, codes)

  const striking = blowsUnder(blows, () => worker.kill())
  const carrier = await startCarrier[given.carrier]({
    gone,
    onRefused: (address) => refused.push(address),
    onNamed: () => striking.whenNamed(arrived.length),
    onTaken: async (taken) => {
      arrived.push({ ...taken, at: clock })
      await striking.whenSaid(arrived.length)
    },
  })
  // To look for jobs of the dead costs something, which is left out where nobody dies.
  const deadAfterMs = blows.length > 0 ? 1500 : 30_000
  const kills = blows.length
  const worker = keepWorker({ databaseUrl, mail: carrier.settings, key, home, deadAfterMs, kills })
  const settled = { arrived: 0, again: 0 }
  try {
    const playing = { stage, worker, carrier, striking, settled, arrived }
    let before = clock
    for (const [index, now] of moments.filter((at) => at <= until).entries()) {
      clock = now
      const happening = {
        ...{ before, today: acts.get(now.getTime()) ?? [], forAll: forAll.get(now.getTime()) ?? [] },
        letters: approvesLetters(now) ? await listProposed(stage) : [],
      }
      // At other times nothing happens unless somebody does something.
      if (index > 0 && !isMorning(now) && !isBusy(happening)) continue
      await playMoment({ ...playing, now }, happening)
      before = now
    }
  } finally {
    await worker.stop()
    await carrier.stop()
  }
  const seconds = (performance.now() - begun) / 1000
  const counted = { kills: striking.count(), asked: carrier.asked(), settled, seconds }
  return { carrier: given.carrier, until, lives, arrived, refused, ...counted }
}

interface Happening {
  readonly before: Date
  /** What the office does for everybody: the first thing of all. */
  readonly forAll: readonly RoundAct[]
  readonly today: readonly Act[]
  /** Those that are proposed, to be approved. */
  readonly letters: readonly LetterId[]
}

const isBusy = ({ forAll, today, letters }: Happening): boolean =>
  forAll.length + today.length + letters.length > 0

async function playMoment(given: Quieting, { before, forAll, today, letters }: Happening): Promise<void> {
  const { stage, worker, now } = given
  await worker.setClock(now)
  for (const act of forAll) await performForAll(stage, act)
  if (forAll.length > 0) await untilQuiet(given)
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

const listProposed = ({ db }: Stage): Promise<LetterId[]> =>
  asViewer(db, system, async (trx) => {
    const letters = await trx.selectFrom('letters').select('id').where('state', '=', 'proposed').execute()
    return letters.map(({ id }) => LetterId.parse(id))
  })
