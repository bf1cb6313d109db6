import pg from 'pg'

export interface JobPoolOptions {
  readonly connections: number
  /** Told of connections that broke while nobody used them: Postgres was restarted, say. */
  readonly onError: (error: Error) => void
}

/** The connections that all queues and workers of a process share. They see BullMQ's schema and none of ours. */
export function openJobPool(connectionString: string, { connections, onError }: JobPoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: connections,
    options: '-c search_path=bullmq',
    application_name: 'rollcall jobs',
    connectionTimeoutMillis: 10_000,
    // A connection that went away without a word is noticed, so a worker that waits for news does not wait for ever.
    keepAlive: true,
  })
  // Each handle of BullMQ listens for itself.
  pool.setMaxListeners(0)
  pool.on('error', onError)
  // A client in use when its connection breaks tells of it itself.
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}
