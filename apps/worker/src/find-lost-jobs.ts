import type { Db } from '@rollcall/database/connect'
import { finishOutbox, listUnfinished, relayAgain } from '@rollcall/database/outbox'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { jobIdOf } from './outbox-job.ts'
import type { Queues } from './queues.ts'

export interface FindLostJobsOptions {
  readonly db: Db
  readonly queues: Queues
  /** How long ago BullMQ was given them. */
  readonly olderThanSeconds: number
}

const page = 500

/**
 * Asks BullMQ about every row that nobody has finished. What it does not know, since its store was emptied or put back from a copy, is
 * passed on again; what it gave up by itself is marked so. Says how many were passed on again.
 */
export async function findLostJobs({ db, queues, olderThanSeconds }: FindLostJobsOptions): Promise<number> {
  const known = new Set(queues.names)
  let lost = 0
  let after = 0
  for (;;) {
    const rows = await asViewer(db, system, (trx) => listUnfinished(trx, olderThanSeconds, after, page))
    const states = await Promise.all(
      rows.map(async ({ id, job }) => ({
        id,
        state: known.has(job) ? await queues.get(job).getJobState(jobIdOf(id)) : 'another program’s',
      })),
    )
    // A completed one was put back by hand: finished jobs are marked before BullMQ hears of it.
    const again = states
      .filter(({ state }) => state === 'unknown' || state === 'completed')
      .map(({ id }) => id)
    const failed = states.filter(({ state }) => state === 'failed').map(({ id }) => id)
    await asViewer(db, system, async (trx) => {
      await relayAgain(trx, again)
      for (const id of failed) await finishOutbox(trx, id, 'failed')
    })
    lost += again.length
    const last = rows.at(-1)
    if (last === undefined || rows.length < page) return lost
    after = last.id
  }
}
