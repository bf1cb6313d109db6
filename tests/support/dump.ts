import { connect, type Db } from '@rollcall/database/connect'
import { sql } from 'kysely'

/** Every row of every table of a database as text, system tables apart: what a thief of the database would read. */
export async function dump(db: Db, schemas: readonly string[] = []): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')
      and (${schemas.length} = 0 or schemaname = any(${schemas}::text[]))
    order by 1`.execute(db)
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(db)
      return [`== ${name}`, ...rows.map(({ row }) => row)].join('\n')
    }),
  )
  return texts.join('\n')
}

/** Opens a database as its superuser, whom no policy holds back. */
export const asThief = (adminUrl: string): Db => connect(adminUrl, { connections: 2 })

/** The ways a text may lie about without being sealed: as it is, as the bytes Postgres shows, and as base64 at any place. */
export function tracesOf(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8')
  // What does not depend on the bytes before and after it.
  const base64 = [0, 1, 2].map((skipped) => {
    const whole = bytes.subarray(skipped, bytes.length - ((bytes.length - skipped) % 3))
    return whole.toString('base64')
  })
  return [text, bytes.toString('hex'), Buffer.from(text, 'utf16le').toString('hex'), ...base64]
}
