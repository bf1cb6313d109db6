import type { JobsOptions } from 'bullmq'

const day = 24 * 60 * 60

/** How a job is tried again, and how long BullMQ remembers it: the outbox knows what was done, so BullMQ need not for long. */
export const jobOptions = (attempts: number): JobsOptions => ({
  attempts,
  // 1, 2, 4, 8 … seconds, each a little off, so that jobs that failed together do not come back together.
  backoff: { type: 'exponential', delay: 1000, jitter: 0.25 },
  removeOnComplete: { age: day, count: 500 },
  removeOnFail: { age: 30 * day, count: 500 },
})
