import { sql } from 'kysely'
import type { Trx } from '../connect.ts'
import { BackupRefused } from './format.ts'
import type { TablePart } from './read.ts'
import { tablesToKeep } from './write.ts'

/** Puts the rows of a backup into an empty database, as its owner, and says how many there are of each table. */
export async function loadBackup(
  trx: Trx,
  parts: AsyncIterable<TablePart>,
): Promise<ReadonlyMap<string, number>> {
  await mustBeEmpty(trx)
  const counts = new Map<string, number>()
  const load = async () => {
    for await (const { table, rows } of parts) {
      counts.set(table, (counts.get(table) ?? 0) + rows.length)
      if (rows.length > 0) await insertRows(trx, table, rows)
    }
  }
  await withReferencesLater(trx, load).catch(refuseWhatDoesNotFit)
  for (const table of await tablesToKeep(trx)) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
      trx,
    )
    const wanted = counts.get(table)
    if (rows[0]?.count !== wanted) {
      throw new BackupRefused(
        `The table ${table} has ${rows[0]?.count} rows where the backup has ${wanted ?? 'none'}.`,
      )
    }
  }
  await countOn(trx)
  return counts
}

/** A row that breaks a constraint (class 23 of PostgreSQL 18, Appendix A) was not in a database of ours. */
function refuseWhatDoesNotFit(error: unknown): never {
  const { code = '', table, constraint } = error as { code?: string; table?: string; constraint?: string }
  if (!code.startsWith('23')) throw error
  throw new BackupRefused(
    `A row of the table ${table} does not fit with the others (${constraint}). Take an older backup.`,
    { cause: error },
  )
}

async function mustBeEmpty(trx: Trx): Promise<void> {
  for (const table of await tablesToKeep(trx)) {
    const { rows } = await sql`select from ${sql.table(table)} limit 1`.execute(trx)
    if (rows.length === 0) continue
    throw new BackupRefused(
      `There is something in this database already (in ${table}). Restore into a new, empty one, so that nothing is mixed or lost.`,
    )
  }
}

// By name, so that a column's place does not matter. A text that was JSON stays as it was written.
async function insertRows(trx: Trx, table: string, rows: readonly string[]): Promise<void> {
  const columns = sql.join((await columnsToFill(trx, table)).map((name) => sql.id(name)))
  await sql`
    insert into ${sql.table(table)} (${columns}) overriding system value
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${`[${rows.join(',')}]`}::json)
  `.execute(trx)
}

/** Those of a table that Postgres does not work out from the others. */
async function columnsToFill(trx: Trx, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
    order by attnum
  `.execute(trx)
  return rows.map(({ name }) => name)
}

/** Rows refer to each other in circles: whether all are there is looked at when all should be. */
async function withReferencesLater(trx: Trx, work: () => Promise<void>): Promise<void> {
  const { rows } = await sql<{ table: string; name: string }>`
    select relname as table, conname as name from pg_constraint
    join pg_class on pg_class.oid = conrelid
    where contype = 'f' and not condeferrable and connamespace = 'public'::regnamespace
  `.execute(trx)
  const make = async (how: 'deferrable' | 'not deferrable') => {
    for (const { table, name } of rows) {
      await sql`alter table ${sql.table(table)} alter constraint ${sql.id(name)} ${sql.raw(how)}`.execute(trx)
    }
  }
  await make('deferrable')
  await sql`set constraints all deferred`.execute(trx)
  await work()
  await sql`set constraints all immediate`.execute(trx)
  await make('not deferrable')
}

/** New rows get numbers after those restored, and jobs that were not finished are passed on again: their queue is not in the backup. */
async function countOn(trx: Trx): Promise<void> {
  await sql`
    select setval(pg_get_serial_sequence('outbox', 'id'), (select coalesce(max(id), 0) + 1 from outbox), false)
  `.execute(trx)
  await trx
    .updateTable('outbox')
    .set({ relayedAt: null, takenAt: null })
    .where('doneAt', 'is', null)
    .where('failedAt', 'is', null)
    .execute()
}
