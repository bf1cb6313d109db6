import { sql } from 'kysely'
import { functionFaults } from './catalogue/functions.ts'
import { loginFaults } from './catalogue/login.ts'
import { policyFaults } from './catalogue/policies.ts'
import { triggerFaults } from './catalogue/triggers.ts'
import { viewFaults } from './catalogue/views.ts'
import type { Db } from './connect.ts'
import { migrationNames } from './migrate.ts'

/** A database that Rollcall does not start on, and why: what an operator can mend. */
export class UnsafeDatabase extends Error {
  override readonly name = 'UnsafeDatabase'
}

/** Refuses to go on with a database in which one authority might see another's, or where the record of what was done might be changed. */
export async function mustBeSafe(db: Db): Promise<void> {
  const faults = await catalogueFaults(db)
  if (faults.length === 0) return
  const listed = faults.map((fault) => `  ${fault}`).join('\n')
  throw new UnsafeDatabase(
    `This database would not keep authorities apart, so Rollcall does not start.\n${listed}`,
  )
}

/** Every hole that Postgres's own catalogue shows, as this connection's login would find it: a sentence each, for whoever runs it. */
export async function catalogueFaults(db: Db): Promise<string[]> {
  return await db.connection().execute(async (connection) => {
    const version = await versionFaults(connection)
    if (version.length > 0) return version
    const missing = await migrationFaults(connection)
    if (missing.length > 0) return missing
    const faults: string[] = []
    for (const find of [loginFaults, policyFaults, viewFaults, functionFaults, triggerFaults]) {
      faults.push(...(await find(connection)))
    }
    return faults
  })
}

async function versionFaults(db: Db): Promise<string[]> {
  const { rows } = await sql<{ version: string; number: number }>`
    select current_setting('server_version') as version, current_setting('server_version_num')::integer as number
  `.execute(db)
  return rows
    .filter(({ number }) => number < 180_000)
    .map(({ version }) => `This is Postgres ${version}. Rollcall needs Postgres 18 or later.`)
}

async function migrationFaults(db: Db): Promise<string[]> {
  const { rows } = await sql<{ readable: boolean | null }>`
    select has_table_privilege(to_regclass('kysely_migration'), 'select') as readable
  `.execute(db)
  if (rows[0]?.readable !== true) {
    return [
      'The schema is not there. Start Rollcall with DATABASE_OWNER_URL, so that it runs the migrations.',
    ]
  }
  const applied = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  const names = new Set(applied.rows.map(({ name }) => name))
  return (await migrationNames())
    .filter((name) => !names.delete(name))
    .map((name) => `The migration ${name} has not been run. Start Rollcall with DATABASE_OWNER_URL.`)
    .concat(
      [...names].map((name) => `The migration ${name} is of a later version of Rollcall. Run that version.`),
    )
}
