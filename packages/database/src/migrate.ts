import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { connect, type Db, type Trx } from './connect.ts'

const migrations = fileURLToPath(new URL('../../../migrations', import.meta.url))

/** Runs the .sql files this database has not had yet, in name order, as its owner. There is no way down; starting twice at once is safe. Gives their names. */
export async function migrate(ownerUrl: string, folder = migrations): Promise<string[]> {
  const db = connect(ownerUrl, { connections: 1 })
  try {
    const ran = await run(db, folder)
    await db.transaction().execute(showMigrations)
    return ran
  } finally {
    await db.destroy()
  }
}

/** The same within a transaction, up to one of them or to the last, so that what comes after can still be taken back. */
export async function migrateWithin(trx: Trx, folder = migrations, until?: string): Promise<void> {
  await run(trx, folder, until)
  await showMigrations(trx)
}

async function run(db: Db, folder: string, until?: string): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => readMigrations(folder) } })
  const { error, results = [] } = await (until === undefined
    ? migrator.migrateToLatest()
    : migrator.migrateTo(until))
  if (error) throw error
  return results.map(({ migrationName }) => migrationName)
}

// So that the portal can tell at its start that the schema is the one it knows. Two grants at once would trip over each other.
async function showMigrations(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('rollcall migrations shown', 0))`.execute(trx)
  await sql`grant select on kysely_migration to rollcall_app`.execute(trx)
}

/** The migrations there are, in the order they run. */
export async function migrationNames(folder = migrations): Promise<string[]> {
  return (await readdir(folder)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort()
}

async function readMigrations(folder: string): Promise<Record<string, Migration>> {
  const up = (name: string) => async (db: Kysely<unknown>) => {
    await sql.raw(await readFile(join(folder, name), 'utf8')).execute(db)
  }
  return Object.fromEntries((await migrationNames(folder)).map((name) => [name, { up: up(name) }]))
}
