import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from './connect.ts'

/** Throws where Postgres does not answer in time. */
export async function reach(db: Db, withinMs: number): Promise<void> {
  const answered = new AbortController()
  const tooLong = wait(withinMs, undefined, { signal: answered.signal }).then(() => {
    throw new Error(`Postgres did not answer within ${withinMs} ms`)
  })
  try {
    await Promise.race([sql`select 1`.execute(db), tooLong])
  } finally {
    answered.abort()
    await tooLong.catch(() => undefined)
  }
}
