import { setTimeout as wait } from 'node:timers/promises'
import { enqueue, jobs } from '@rollcall/actions/jobs'
import { noteDelivery } from '@rollcall/actions/note-delivery'
import { settleUnclearMessage } from '@rollcall/actions/settle-unclear-message'
import type { Db } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { MessageId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { isPaused } from './acts-of-the-round.ts'
import type { blowsUnder } from './blows.ts'
import type { Carrier } from './carriers.ts'
import type { KeptWorker } from './kept-worker.ts'
import type { Stage } from './stage.ts'

export interface Quieting {
  readonly stage: Stage
  readonly worker: KeptWorker
  readonly carrier: Carrier
  readonly now: Date
  readonly striking: ReturnType<typeof blowsUnder>
  /** What a person had to settle. */
  readonly settled: { arrived: number; again: number }
  readonly arrived: readonly { readonly reference: string }[]
}

/** Waits until everything is done that is to be done at this moment. What a killed worker left unclear a person looks up and settles. */
export async function untilQuiet(given: Quieting): Promise<void> {
  const { stage, worker, now, striking } = given
  let clock = now
  for (const until = performance.now() + 300_000; performance.now() < until; ) {
    await untilIdle(stage.db, until)
    if (await hears(given, clock)) continue
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

/** Keeps what whoever carries mail has found out meanwhile, and says whether that was anything. */
async function hears({ stage, carrier }: Quieting, now: Date): Promise<boolean> {
  const told = carrier.told()
  for (const { reference, became } of told)
    await noteDelivery(stage.as(system, now), { messageId: MessageId.parse(reference), became, said: became })
  return told.length > 0
}

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
    await wait(20)
  }
}

/** Asked often, and so in one statement. */
async function isIdle(db: Db): Promise<boolean> {
  const unfinished = await db
    .selectFrom('outbox')
    .select(({ fn }) => [
      fn.countAll<number>().as('all'),
      fn.countAll<number>().filterWhere('failedAt', 'is not', null).as('failed'),
    ])
    .where('doneAt', 'is', null)
    .executeTakeFirstOrThrow()
  if (unfinished.failed > 0) throw new Error('a job was given up')
  return unfinished.all === 0
}

/** What is not settled and is due, but for what a pause holds back. */
const openMessages = (db: Db, now: Date) =>
  asViewer(db, system, (trx) =>
    trx
      .selectFrom('messages')
      .select(['id', 'state'])
      .where((eb) =>
        eb.or([
          eb('state', 'in', ['sending', 'unclear']),
          eb.and([
            eb('state', '=', 'waiting'),
            eb('sendAfter', '<=', now),
            eb.lit(!isPaused('all', now)),
            eb.or([eb('roundId', 'is', null), eb.lit(!isPaused('round', now))]),
          ]),
        ]),
      )
      .execute(),
  )
