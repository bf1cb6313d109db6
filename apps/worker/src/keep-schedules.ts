import type { Work } from './perform.ts'
import type { Queues } from './queues.ts'
import { jobOptions } from './retries.ts'

export interface Schedule {
  readonly job: Pick<Work<never>, 'name' | 'attempts'>
  /** When, as cron writes it: minute, hour, day of the month, month, day of the week; in London. */
  readonly at: string
}

const london = 'Europe/London'
/** A scheduler whose next job should have begun this long ago has lost it. */
const lostAfterMs = 10 * 60_000

/** Makes sure that BullMQ has the calendar: where a scheduler is missing, says something else or has lost its next job, it is set again. */
export async function keepSchedules(
  queues: Queues,
  schedules: readonly Schedule[],
  now = Date.now(),
): Promise<void> {
  for (const { job, at } of schedules) {
    const queue = queues.get(job.name)
    const holds = async (): Promise<boolean> => {
      const kept = await queue.getJobScheduler(job.name)
      const isSo = kept?.pattern === at && kept.tz === london
      return isSo && kept.next !== undefined && kept.next > now - lostAfterMs
    }
    if (await holds()) continue
    try {
      await queue.upsertJobScheduler(
        job.name,
        { pattern: at, tz: london },
        { name: job.name, data: {}, opts: jobOptions(job.attempts) },
      )
    } catch (error) {
      // Of two workers that set it in the same moment BullMQ refuses one, and it is set.
      if (!(await holds())) throw error
    }
  }
}
