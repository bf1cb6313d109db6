import { hash } from 'node:crypto'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import pg from 'pg'

/** Rows in lots make a query as long as the lot, and a new one for each number of rows: not worth remembering. */
const longest = 2000

/**
 * Says who looks, by three parameters. Set for one transaction only, so a connection given back to the pool is nobody's. To compile a
 * query takes longer than any of them does: Postgres reckons them dearer than they are, as it cannot tell how much one viewer sees.
 */
export const setViewerStatement = `select set_config('rollcall.role', $1, true),
  set_config('rollcall.person', $2, true), set_config('rollcall.authority', $3, true), set_config('jit', 'off', true)`

/**
 * A pool on whose connections Postgres works out only once how to do each query. Row-level security makes that the dearest part of the
 * small ones: this halves what Postgres has to do for a request. That a transaction begins is said together with who looks, as a way to
 * Postgres and back is what the small ones wait for.
 */
export const preparingPool = (pool: pg.Pool): PostgresPool => ({
  options: pool.options,
  connect: async () => preparing(await pool.connect()),
  end: () => pool.end(),
})

function preparing(client: pg.PoolClient): PostgresPoolClient {
  const send = async (text: string, values: readonly unknown[]) =>
    isWorthIt(text, values)
      ? await client.query({ name: nameOf(text), text, values: [...values] })
      : await client.query(text, [...values])
  let isToBegin = false
  const query = async (text: string, values: readonly unknown[]) => {
    if (text === 'begin') {
      isToBegin = true
      return answerTo('BEGIN')
    }
    if (!isToBegin) return await send(text, values)
    isToBegin = false
    if (text === 'commit' || text === 'rollback') return answerTo(text.toUpperCase())
    if (text === setViewerStatement) {
      await client.query(`begin; ${written(text, values)}`)
      return answerTo('SELECT')
    }
    await client.query('begin')
    return await send(text, values)
  }
  return {
    // No cursor is ever asked for, which is the other way to call this.
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
  }
}

const answerTo = (command: string) => ({ command, rowCount: 0, rows: [] })

/** A statement with its parameters in it, as two statements at a time can have none. */
const written = (text: string, values: readonly unknown[]): string =>
  text.replace(/\$(\d)/g, (_, number) => pg.escapeLiteral(String(values[Number(number) - 1])))

// Whatever asks for every column would fail after a migration that adds one, until the connection is a new one.
const isWorthIt = (text: string, values: readonly unknown[]): boolean =>
  values.length > 0 && text.length <= longest && !/(?<!count\()\*/.test(text)

const names = new Map<string, string>()

function nameOf(text: string): string {
  const known = names.get(text) ?? hash('sha256', text).slice(0, 32)
  names.set(text, known)
  return known
}
