import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'

const { db, name, adminUrl } = testDatabase()

test('the portal logs in with a login that owns nothing, passes nothing by and makes nothing', async () => {
  const { rows } = await sql`
    select current_database() as "database", rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,
      (select count(*)::int from pg_class where relowner = pg_roles.oid) as owns,
      has_schema_privilege('public', 'create') as creates,
      has_database_privilege(current_database(), 'create, temporary') as makes
    from pg_roles where rolname = current_user`.execute(db)
  expect(rows).toEqual([
    {
      database: name,
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      owns: 0,
      creates: false,
      makes: false,
    },
  ])
  expect(adminUrl).toContain(`/${name}`)
})

test('the tables are there, and belong to the login that migrates', async () => {
  const { rows } = await sql<{ owner: string; tables: number }>`
    select tableowner as owner, count(*)::int as tables from pg_tables where schemaname = 'public' group by 1`.execute(
    db,
  )
  expect(rows).toEqual([{ owner: 'rollcall_owner', tables: expect.any(Number) }])
})
