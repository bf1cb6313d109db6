import type { JobsOptions } from 'bullmq'
import type { Queues } from './queues.ts'

const day = 24 * 60 * 60_000

/**
 * How a job is tried again, and what BullMQ remembers of it. Of a job that is done, nothing: the outbox knows. Keeping the last so many,
 * or those of the last so many hours, is no choice: on Postgres two jobs that finish at once then delete the same rows and deadlock.
 */
export const jobOptions = (attempts: number): JobsOptions => ({
  attempts,
  // 1, 2, 4, 8 … seconds, each a little off, so that jobs that failed together do not come back together.
  backoff: { type: 'exponential', delay: 1000, jitter: 0.25 },
  removeOnComplete: true,
  removeOnFail: false,
})

/** Forgets jobs given up a month ago. */
export async function forgetFailedJobs(queues: Queues): Promise<void> {
  for (const name of queues.names) await queues.get(name).clean(30 * day, 1000, 'failed')
}
