import { enqueue, type Job } from '@rollcall/actions/jobs'
import { connect, type Db } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { type Log, startLog } from '@rollcall/platform/log'
import { perform, type Work } from '@rollcall/worker/perform'
import { openQueues, type Queues } from '@rollcall/worker/queues'
import { startRelay } from '@rollcall/worker/start-relay'
import { type Outcome, startWorkers } from '@rollcall/worker/start-workers'
import { z } from 'zod'

export const quiet: Log = startLog({ LOG_LEVEL: 'silent' }, 'tests')

type Input = Readonly<Record<string, string>>

/** A job that only a test knows. */
export const aJob = (name: string, options: Partial<Job<Input>> = {}): Job<Input> => ({
  name,
  input: z.record(z.string(), z.string()),
  attempts: 3,
  ...options,
})

export interface AWorker {
  readonly db: Db
  readonly queues: Queues
  readonly outcomes: Outcome[]
  stop(graceMs?: number): Promise<void>
}

export interface AWorkerOptions {
  readonly urls: { readonly databaseUrl: string; readonly redisUrl: string | undefined }
  readonly work: readonly Work<undefined>[]
  readonly log?: Log
  readonly deadAfterMs?: number
}

/** A whole worker: queues, relay and hands. */
export async function aWorker({
  urls,
  work,
  log = quiet,
  deadAfterMs = 2000,
}: AWorkerOptions): Promise<AWorker> {
  const db = connect(urls.databaseUrl, { onError: () => undefined })
  const queues = await openQueues({ ...urls, names: work.map(({ name }) => name), log })
  const outcomes: Outcome[] = []
  const workers = await startWorkers({
    work,
    queues,
    db,
    log,
    deadAfterMs,
    newContext: () => undefined,
    onOutcome: (_, outcome) => outcomes.push(outcome),
  })
  const relay = startRelay({ db, databaseUrl: urls.databaseUrl, queues, work, log })
  return {
    db,
    queues,
    outcomes,
    async stop(graceMs = 30_000) {
      await relay.stop()
      await workers.stop(graceMs)
      await queues.close()
      await db.destroy()
    },
  }
}

export const doing = (
  job: Job<Input>,
  action: (input: Input) => Promise<unknown>,
  atOnce = 1,
): Work<undefined> => perform(job, (_: undefined, input: Input) => action(input), { atOnce })

/** Asks for a job as an action does. */
export const ask = async <Wanted extends object>(db: Db, job: Job<Wanted>, input: Wanted): Promise<void> =>
  await asViewer(db, system, (trx) => enqueue(trx, job, input))

/** What became of everything that was asked for under this name. */
export const rows = async (db: Db, job: string) =>
  await db.selectFrom('outbox').selectAll().where('job', '=', job).orderBy('id').execute()

export async function isFinished(db: Db, job: string): Promise<boolean> {
  const asked = await rows(db, job)
  return asked.length > 0 && asked.every(({ doneAt, failedAt }) => (doneAt ?? failedAt) !== null)
}
