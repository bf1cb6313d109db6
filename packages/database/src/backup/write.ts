import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Trx } from '../connect.ts'
import { type BackupHeader, leftOut, markLine } from './format.ts'

/** Every line of a backup of all that this transaction sees. It has to be the system's, and one in which nothing changes meanwhile. */
export async function* backupLines(trx: Trx, header: BackupHeader): AsyncGenerator<string> {
  const whole = createHash('sha256')
  const told = (line: string): string => {
    whole.update(line)
    return line
  }
  yield told(markLine({ backup: header }))
  for (const table of await tablesToKeep(trx)) {
    yield told(markLine({ table }))
    const part = createHash('sha256')
    let rows = 0
    for await (const row of rowsOf(trx, table)) {
      part.update(row)
      rows++
      yield told(row)
    }
    yield told(markLine({ rows, sha256: part.digest('hex') }))
  }
  yield markLine({ whole: whole.digest('hex') })
}

/** The master keys without which what is in this database cannot be read. */
export async function masterKeysInUse(trx: Trx): Promise<string[]> {
  const { rows } = await sql<{ masterKeyId: string }>`
    select master_key_id from data_keys where wrapped is not null
    union select master_key_id from portal_keys
    order by 1
  `.execute(trx)
  return rows.map(({ masterKeyId }) => masterKeyId)
}

/** The migrations that this database has had, in order. */
export async function appliedMigrations(trx: Trx): Promise<string[]> {
  const { rows: there } = await sql`select where to_regclass('kysely_migration') is not null`.execute(trx)
  if (there.length === 0) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(trx)
  return rows.map(({ name }) => name)
}

/** Every table of ours. */
export async function tablesToKeep(trx: Trx): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not starts_with(relname, 'kysely_')
    order by relname
  `.execute(trx)
  return rows.map(({ name }) => name).filter((name) => !leftOut.includes(name))
}

const fetchBytes = 4_194_304

// As many rows at a time as come to some megabytes: a chunk of content is large, a row of the board is small.
async function* rowsOf(trx: Trx, table: string): AsyncGenerator<string> {
  const cursor = sql.id(`backup_of_${table}`)
  await sql`declare ${cursor} no scroll cursor for select row_to_json(kept)::text as row from ${sql.table(table)} as kept`.execute(
    trx,
  )
  for (let count = 4; ; ) {
    const { rows } = await sql<{ row: string }>`fetch ${sql.lit(count)} from ${cursor}`.execute(trx)
    if (rows.length === 0) break
    let size = 0
    for (const { row } of rows) {
      size += row.length
      // Outside a text a line's end means nothing in JSON, and inside one it is written as \n.
      yield `${row.replaceAll('\n', ' ')}\n`
    }
    count = Math.min(5000, Math.max(1, Math.floor((fetchBytes * rows.length) / size)))
  }
  await sql`close ${cursor}`.execute(trx)
}
