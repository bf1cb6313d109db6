import { hash } from 'node:crypto'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** Rows in lots make a query as long as the lot, and a new one for each number of rows: not worth remembering. */
const longest = 2000

/**
 * A pool on whose connections Postgres works out only once how to do each query. Row-level security makes that the dearest part of the
 * small ones: this halves what Postgres has to do for a request.
 */
export const preparingPool = (pool: pg.Pool): PostgresPool => ({
  options: pool.options,
  connect: async () => preparing(await pool.connect()),
  end: () => pool.end(),
})

function preparing(client: pg.PoolClient): PostgresPoolClient {
  const query = async (text: string, values: readonly unknown[]) =>
    isWorthIt(text, values)
      ? await client.query({ name: nameOf(text), text, values: [...values] })
      : await client.query(text, [...values])
  return {
    // No cursor is ever asked for, which is the other way to call this.
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
  }
}

// Whatever asks for every column would fail after a migration that adds one, until the connection is a new one.
const isWorthIt = (text: string, values: readonly unknown[]): boolean =>
  values.length > 0 && text.length <= longest && !/(?<!count\()\*/.test(text)

const names = new Map<string, string>()

function nameOf(text: string): string {
  const known = names.get(text) ?? hash('sha256', text).slice(0, 32)
  names.set(text, known)
  return known
}
