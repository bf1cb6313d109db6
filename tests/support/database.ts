import { randomUUID } from 'node:crypto'
import { connect, type Db } from '@rollcall/database/connect'
import { sql } from 'kysely'
import { afterAll, beforeAll, inject } from 'vitest'

interface TestDatabase {
  /** As the portal's own login, which owns nothing. */
  readonly db: Db
  readonly name: string
  readonly appUrl: string
  readonly ownerUrl: string
  /** The superuser's, for what no login of Rollcall may do. */
  readonly adminUrl: string
}

/** A database of this file's own: real commits, real constraints, and nobody else's rows. */
export function testDatabase(): TestDatabase {
  const server = inject('server')
  const name = `test_${randomUUID().slice(0, 8)}`
  const [appUrl, ownerUrl, adminUrl] = [server.appUrl, server.ownerUrl, server.adminUrl].map((url) =>
    Object.assign(new URL(url), { pathname: `/${name}` }).toString(),
  ) as [string, string, string]
  const template = new URL(server.ownerUrl).pathname.slice(1)
  const admin = connect(server.adminUrl, { connections: 1 })
  const db = connect(appUrl)

  beforeAll(async () => {
    // Copying the files takes half the time that writing each page anew does.
    await sql`create database ${sql.id(name)} template ${sql.id(template)} owner rollcall_owner strategy file_copy`.execute(
      admin,
    )
    // What may be done to a database as a whole is not copied with it.
    await sql`revoke all on database ${sql.id(name)} from public`.execute(admin)
    await sql`grant connect on database ${sql.id(name)} to rollcall_app`.execute(admin)
  })
  afterAll(async () => {
    await db.destroy()
    await sql`drop database if exists ${sql.id(name)} with (force)`.execute(admin)
    await admin.destroy()
  })
  return { db, name, appUrl, ownerUrl, adminUrl }
}
