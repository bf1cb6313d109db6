import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { preparingPool } from './preparing-pool.ts'
import type { Schema } from './schema.ts'

export type Db = Kysely<Schema>
/** A transaction with its viewer set: what every query takes. Only `asViewer` makes one. */
export type Trx = Transaction<Schema>

export interface ConnectOptions {
  /** Told of connections that broke while nobody used them: Postgres was restarted, say. */
  readonly onError?: (error: Error) => void
  readonly connections?: number
  readonly name?: string
}

/** Opens a pool of connections. None is made before it is needed, and one that breaks is replaced. */
export function connect(connectionString: string, options: ConnectOptions = {}): Db {
  // A due date is a day. Left alone, pg turns `date` into midnight somewhere and the day can change.
  const types = new pg.TypeOverrides()
  types.setTypeParser(pg.types.builtins.DATE, (text) => text)
  // Counts here stay far below 2^53.
  types.setTypeParser(pg.types.builtins.INT8, Number)

  const pool = new pg.Pool({
    connectionString,
    types,
    max: options.connections ?? 10,
    application_name: options.name ?? 'rollcall',
    connectionTimeoutMillis: 10_000,
  })
  // Without a listener a connection that breaks while idle ends the process.
  pool.on('error', (error) => options.onError?.(error))
  // One that breaks during a transaction tells of it itself, and would end the process too.
  pool.on('connect', (client) => client.on('error', (error) => options.onError?.(error)))
  return new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: preparingPool(pool) }),
    // snake_case in SQL, camelCase in TypeScript; JSON columns keep the keys they were given.
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}
