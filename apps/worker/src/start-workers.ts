import type { Db } from '@rollcall/database/connect'
import { beginOutbox, finishOutbox } from '@rollcall/database/outbox'
import { Problem } from '@rollcall/domain/problem'
import type { Log } from '@rollcall/platform/log'
import { DelayedError, type Job, type Processor, UnrecoverableError, WaitingError } from 'bullmq'
import { ZodError } from 'zod'
import { rowOf } from './outbox-job.ts'
import type { Work } from './perform.ts'
import type { Queues } from './queues.ts'
import { within } from './within.ts'

export type Outcome = 'done' | 'done before' | 'to be tried again' | 'given up' | 'given back'

export interface WorkersOptions<Having> {
  readonly work: readonly Work<Having>[]
  readonly queues: Queues
  readonly db: Db
  /** What an action is given: made for each job, as the day and the hour pass. */
  readonly newContext: () => Having
  readonly log: Log
  readonly onOutcome?: (job: string, outcome: Outcome, seconds: number) => void
  /** A worker that has not been heard of for this long is taken for dead, and its jobs are given to others. */
  readonly deadAfterMs?: number | undefined
}

export interface Workers {
  /** Takes no more jobs and finishes those in hand; what is not finished in time goes back to the queue. */
  stop(graceMs: number): Promise<void>
}

/** One BullMQ worker for each kind of job, once each can reach the job store. */
export async function startWorkers<Having>(options: WorkersOptions<Having>): Promise<Workers> {
  const { work, queues, deadAfterMs = 15_000 } = options
  const workers = work.map((each) =>
    queues.work(each.name, doing(each, options), {
      concurrency: each.atOnce,
      lockDuration: deadAfterMs,
      // A whole number: Postgres takes no other.
      stalledInterval: Math.ceil(deadAfterMs / 3),
      // A worker that is killed is not the job's fault; a job that kills ten of them is.
      maxStalledCount: 10,
      // After Postgres or Redis was away.
      runRetryDelay: 1000,
    }),
  )
  try {
    await within(30_000, Promise.all(workers.map((worker) => worker.waitUntilReady())))
  } catch (cause) {
    // BullMQ 6.7 remembers for ever that Postgres was away when a worker began, and then asks again without a pause.
    await Promise.allSettled(workers.map((worker) => worker.close()))
    throw new Error('The job store went away.', { cause })
  }
  return {
    async stop(graceMs) {
      const late = setTimeout(() => {
        for (const worker of workers) worker.cancelAllJobs()
      }, graceMs)
      await Promise.allSettled(workers.map((worker) => worker.close()))
      clearTimeout(late)
    },
  }
}

function doing<Having>(work: Work<Having>, options: WorkersOptions<Having>): Processor {
  const { db, newContext, log, onOutcome } = options

  const mark = async <Result>(
    job: Job,
    token: string | undefined,
    query: () => Promise<Result>,
  ): Promise<Result> => {
    try {
      return await query()
    } catch (error) {
      // Postgres is away, which is not the job's doing: this does not count as one of its attempts.
      log.error({ err: error, job: work.name, jobId: job.id }, 'the outbox could not be marked')
      await job.moveToDelayed(Date.now() + 5000, token)
      throw new DelayedError()
    }
  }

  const giveUp = async (job: Job): Promise<void> => {
    try {
      await work.giveUp?.(newContext(), job.data)
    } catch (error) {
      log.error(
        { err: error, job: work.name, jobId: job.id },
        'a job was given up, and those who wait were not told',
      )
    }
  }

  const attempt = async (job: Job, signal: AbortSignal | undefined): Promise<Attempt> => {
    try {
      const finished = await unlessCancelled(work.run(newContext(), job.data), signal)
      return { outcome: finished ? 'done' : 'given back' }
    } catch (error) {
      const facts = { job: work.name, jobId: job.id, attempt: job.attemptsMade + 1 }
      if (error instanceof Problem) log.info({ ...facts, code: error.code }, 'a job was refused')
      else log.error({ ...facts, err: error }, 'a job failed')
      if (!isLast(error, job)) return { outcome: 'to be tried again', error }
      await giveUp(job)
      return { outcome: 'given up', error }
    }
  }

  // BullMQ hands a signal to a function of three parameters only.
  return async (job, token, signal) => {
    const started = performance.now()
    const tell = (outcome: Outcome) => onOutcome?.(work.name, outcome, (performance.now() - started) / 1000)
    const row = rowOf(job.id)
    if (row !== undefined && !(await mark(job, token, () => beginOutbox(db, row)))) return tell('done before')

    const { outcome, error } = await attempt(job, signal)
    if (outcome === 'given back') {
      await job.moveToWait(token)
      tell(outcome)
      throw new WaitingError()
    }
    const how = outcome === 'done' ? 'done' : 'failed'
    if (row !== undefined && outcome !== 'to be tried again') {
      await mark(job, token, () => finishOutbox(db, row, how))
    }
    tell(outcome)
    if (outcome !== 'done') throw withoutWords(error)
  }
}

interface Attempt {
  readonly outcome: Exclude<Outcome, 'done before'>
  readonly error?: unknown
}

/** False when the signal came first. */
async function unlessCancelled(working: Promise<unknown>, signal?: AbortSignal): Promise<boolean> {
  if (signal === undefined) return await working.then(() => true)
  const cancelled = new Promise<boolean>((resolve) => {
    signal.addEventListener('abort', () => resolve(false), { once: true })
  })
  return await Promise.race([working.then(() => true), cancelled])
}

/** A Problem is an answer, and asking again gets the same one; so does input that cannot be read. Anything else may pass. */
const isFinal = (error: unknown) => error instanceof Problem || error instanceof ZodError

const isLast = (error: unknown, job: Job) =>
  isFinal(error) || job.attemptsMade + 1 >= (job.opts.attempts ?? 1)

/** What BullMQ keeps of an error: its kind and where it was thrown, but none of its words, which may quote what a person typed. */
function withoutWords(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('something that is not an error was thrown')
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  const Kind = isFinal(error) ? UnrecoverableError : Error
  const kept = new Kind(`${error.name}${code}`)
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? []
  kept.stack = [`${error.name}${code}`, ...frames].join('\n')
  return kept
}
