import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { connect, type Db } from './connect.ts'

const migrations = fileURLToPath(new URL('../../../migrations', import.meta.url))

/** Runs the .sql files this database has not had yet, in name order, as its owner. There is no way down; starting twice at once is safe. Gives their names. `until` is the last to run, where not all are wanted. */
export async function migrate(ownerUrl: string, folder = migrations, until?: string): Promise<string[]> {
  const db = connect(ownerUrl, { connections: 1 })
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: () => readMigrations(folder) } })
    const { error, results = [] } = await (until === undefined
      ? migrator.migrateToLatest()
      : migrator.migrateTo(until))
    if (error) throw error
    await showMigrations(db)
    return results.map(({ migrationName }) => migrationName)
  } finally {
    await db.destroy()
  }
}

// So that the portal can tell at its start that the schema is the one it knows. Two grants at once would trip over each other.
const showMigrations = (db: Db): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('rollcall migrations shown', 0))`.execute(trx)
    await sql`grant select on kysely_migration to rollcall_app`.execute(trx)
  })

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
