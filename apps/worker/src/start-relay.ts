import type { Db } from '@rollcall/database/connect'
import { listen } from '@rollcall/database/listen'
import {
  giveBackOutbox,
  markHeldRelayed,
  markRelayed,
  type OutboxRow,
  outboxChannel,
  takeOutbox,
} from '@rollcall/database/outbox'
import type { Log } from '@rollcall/platform/log'
import { jobIdOf } from './outbox-job.ts'
import type { Work } from './perform.ts'
import type { Queues } from './queues.ts'
import { jobOptions } from './retries.ts'
import { startRounds } from './start-rounds.ts'
import { throttled } from './throttled.ts'
import { within } from './within.ts'

export interface RelayOptions {
  readonly db: Db
  readonly databaseUrl: string
  readonly queues: Queues
  readonly work: readonly Pick<Work<never>, 'name' | 'attempts'>[]
  readonly log: Log
  /** How often it looks when nobody tells it anything. */
  readonly everyMs?: number
}

export interface Relay {
  /** Finishes the batch in hand. */
  stop(): Promise<void>
}

const batch = 100

/**
 * Passes the outbox on to BullMQ. Any number may run: they share the rows among them, and a row passed on twice makes one job.
 * A row counts as passed on when BullMQ has said so.
 */
export function startRelay({ db, databaseUrl, queues, work, log, everyMs = 1000 }: RelayOptions): Relay {
  const onError = throttled((error) => log.error({ err: error }, 'the outbox could not be passed on'))
  const rounds = startRounds({ everyMs, onError, round: () => relayOnce({ db, queues, work }) })
  const listening = listen(databaseUrl, outboxChannel, { onTold: rounds.wake, onError })
  return {
    async stop() {
      await listening.stop()
      await rounds.stop()
    },
  }
}

/** Passes one batch on. True when there may be more, and not of what BullMQ cannot have yet alone. */
export async function relayOnce({
  db,
  queues,
  work,
}: Pick<RelayOptions, 'db' | 'queues' | 'work'>): Promise<boolean> {
  const attempts = new Map(work.map((each) => [each.name, each.attempts]))
  // Jobs this program does not know are left to a newer one.
  const rows = await takeOutbox(db, [...attempts.keys()], batch)
  const told = await Promise.allSettled(rows.map((row) => tell(queues, row, attempts.get(row.job) ?? 1)))

  const taken = told.map((answer) => answer.status === 'fulfilled' && answer.value)
  const ids = (whichTaken: boolean) =>
    rows.filter((_, index) => taken[index] === whichTaken).map(({ id }) => id)
  await giveBackOutbox(db, ids(false))
  for (const id of await markRelayed(db, ids(true))) await markHeldRelayed(db, id)
  const refusal = told.find((each) => each.status === 'rejected')
  if (refusal !== undefined) throw new Error('BullMQ would not take a job', { cause: refusal.reason })
  return rows.length === batch && taken.includes(true)
}

/** False when BullMQ cannot have it yet: the attempt before has ended for us, and BullMQ has not heard of it. */
async function tell(
  queues: Queues,
  { id, job, input, begunAt }: OutboxRow,
  attempts: number,
): Promise<boolean> {
  const queue = queues.get(job)
  const jobId = jobIdOf(id)
  const add = async () => {
    if (begunAt !== null) {
      // What BullMQ remembers of a job that is to be done again would keep it from being added. It forgets none that a worker holds.
      await queue.remove(jobId)
      if ((await queue.getJobState(jobId)) !== 'unknown') return false
    }
    await queue.add(job, input, { ...jobOptions(attempts), jobId })
    return true
  }
  // A store that does not answer must not hold up the rest. Added or not, adding it again does no harm.
  return await within(5000, add())
}
