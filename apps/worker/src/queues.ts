import { openJobPool } from '@rollcall/database/job-pool'
import type { Log } from '@rollcall/platform/log'
import {
  type BackendFactory,
  createPostgresBackend,
  createRedisBackend,
  type IQueueBackend,
  type PgPool,
  type Processor,
  type Queue,
  type Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq'
import { Redis } from 'ioredis'
import { throttled } from './throttled.ts'
import { within } from './within.ts'

type JobQueue = Pick<
  Queue,
  | 'add'
  | 'remove'
  | 'clean'
  | 'getFailed'
  | 'getJobState'
  | 'getJobCounts'
  | 'upsertJobScheduler'
  | 'getJobScheduler'
>
type JobWorker = Pick<Worker, 'cancelAllJobs' | 'close' | 'waitUntilReady'>

/** A queue for each kind of job, on Postgres or on Redis. Each handle tells of its errors in the log; none ends the process. */
export interface Queues {
  readonly store: 'postgres' | 'redis'
  readonly names: readonly string[]
  get(name: string): JobQueue
  /** Starts to do the jobs of one queue. Close it before the queues. */
  work(name: string, perform: Processor, how: Omit<WorkerOptions, 'connection' | 'prefix'>): JobWorker
  close(): Promise<void>
}

export interface QueuesOptions {
  readonly names: readonly string[]
  readonly databaseUrl: string
  readonly redisUrl?: string | undefined
  readonly log: Log
}

/** Opens the queues, and waits until their store can be used. */
export async function openQueues(options: QueuesOptions): Promise<Queues> {
  const { redisUrl } = options
  return redisUrl === undefined ? await onPostgres(options) : await onRedis(options, redisUrl)
}

async function onPostgres({ names, databaseUrl, log }: QueuesOptions): Promise<Queues> {
  const onError = throttled((error) => log.error({ err: error }, 'a connection of the job store broke'))
  // Each worker keeps one connection to wait on; eight more do the work of all.
  const pool = openJobPool(databaseUrl, { connections: names.length + 8, onError })
  // pg's own types say in another way what BullMQ asks of a pool.
  const connection = pool as PgPool
  return await openOn('postgres', createPostgresBackend, {
    names,
    log,
    adding: connection,
    working: connection,
    closeConnections: () => pool.end(),
  })
}

async function onRedis({ names, log }: QueuesOptions, redisUrl: string): Promise<Queues> {
  const onError = throttled((error) => log.error({ err: error }, 'the connection to Redis broke'))
  const retryStrategy = (times: number) => Math.min(times * 200, 2000)
  // Who adds is told at once that Redis is away, and the outbox keeps the row; who works waits for it to come back.
  const adding = new Redis(redisUrl, { enableOfflineQueue: false, commandTimeout: 5000, retryStrategy })
  const working = new Redis(redisUrl, { maxRetriesPerRequest: null, retryStrategy })
  for (const connection of [adding, working]) connection.on('error', onError).setMaxListeners(0)
  return await openOn('redis', createRedisBackend, {
    names,
    log,
    adding,
    working,
    // By now nothing is on its way, and to say goodbye to a Redis that is away would take for ever.
    closeConnections: () => {
      for (const connection of [adding, working]) connection.disconnect()
    },
  })
}

interface Connections<Connection> {
  readonly names: readonly string[]
  readonly log: Log
  readonly adding: Connection
  readonly working: Connection
  readonly closeConnections: () => unknown
}

async function openOn<Backend extends IQueueBackend, Connection>(
  store: Queues['store'],
  backend: BackendFactory<Backend, Connection>,
  { names, log, adding, working, closeConnections }: Connections<Connection>,
): Promise<Queues> {
  const bullmq = withBackend(backend)
  const prefix = 'rollcall'

  const queues = new Map(
    names.map((name) => {
      // Nobody reads the stream of events, so little of it is kept.
      const streams = { events: { maxLen: 100 } }
      const queue = new bullmq.Queue(name, { connection: adding, prefix, streams })
      queue.on('error', tellOf(log, name))
      return [name, queue]
    }),
  )
  const close = async () => {
    await Promise.allSettled(Array.from(queues.values(), (queue) => queue.close()))
    await closeConnections()
  }
  try {
    await within(30_000, Promise.all(Array.from(queues.values(), (queue) => queue.waitUntilReady())))
  } catch (cause) {
    await close()
    throw new Error('The job store cannot be used.', { cause })
  }

  return {
    store,
    names,
    close,
    get(name) {
      const queue = queues.get(name)
      if (queue === undefined) throw new Error(`there is no queue for the job ${name}`)
      return queue
    },
    work(name, perform, how) {
      const worker = new bullmq.Worker(name, perform, { ...how, connection: working, prefix })
      worker.on('error', tellOf(log, name))
      return worker
    },
  }
}

const tellOf = (log: Log, queue: string) =>
  throttled((error) => log.error({ err: error, queue }, 'the job store could not do what was asked of it'))
