import { randomUUID } from 'node:crypto'
import { catalogueFaults, mustBeSafe } from '@rollcall/database/catalogue'
import { connect, type Db } from '@rollcall/database/connect'
import { prepareJobStore } from '@rollcall/worker/job-store'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'

const { db, name, adminUrl, appUrl, ownerUrl } = testDatabase()
let admin: Db

// Roles are the whole server's, so what is done to a role is done to one of this file's own.
const login = `portal_${randomUUID().slice(0, 8)}`
const asLogin = (options = ''): Db => {
  const url = new URL(appUrl)
  url.username = login
  url.password = 'p'
  if (options !== '') url.searchParams.set('options', options)
  return connect(url.href, { connections: 1 })
}
const run = (text: string) => sql.raw(text).execute(admin)

beforeAll(async () => {
  admin = connect(adminUrl, { connections: 1 })
  await prepareJobStore(ownerUrl)
  await run(`create role ${login} login password 'p'`)
  await run(`grant connect on database ${name} to ${login}`)
  await run(`grant usage on schema public to ${login}`)
  await run(`grant select on kysely_migration to ${login}`)
})
afterAll(async () => {
  await run(`drop owned by ${login}`)
  await run(`drop role ${login}`)
  await admin.destroy()
})

test('a database as the migrations and BullMQ make it has no faults', async () => {
  expect(await catalogueFaults(db)).toEqual([])
  await mustBeSafe(db)
})

test('where there is a fault Rollcall does not start, and says what it is and what to do', async () => {
  await run('alter table submissions no force row level security')

  await expect(mustBeSafe(db)).rejects.toThrow(
    'This database would not keep authorities apart, so Rollcall does not start.\n' +
      '  Row-level security does not hold for the owner of submissions. Run: alter table submissions force row level security',
  )
  await run('alter table submissions force row level security')
})

const own = '(select viewer_is_office()) or authority_id = (select viewer_authority())'

test.each([
  [
    'a policy that was dropped',
    'drop policy own_authority on submissions',
    `create policy own_authority on submissions using (${own}) with check (${own})`,
    'The policy own_authority is missing on submissions.',
  ],
  [
    'a policy that was loosened',
    'alter policy own_authority on extensions using (true)',
    `alter policy own_authority on extensions using (${own})`,
    'The policy own_authority on extensions is not the one that the migrations have.',
  ],
  [
    'a policy that lets anything be written',
    'alter policy office_only on national_figures with check (true)',
    'alter policy office_only on national_figures with check ((select viewer_is_office()))',
    'The policy office_only on national_figures is not the one that the migrations have.',
  ],
  [
    'another permissive policy, which adds to what is seen',
    'create policy everything on contents for select using (true)',
    'drop policy everything on contents',
    'The policy everything on contents lets more be seen than the migrations do.',
  ],
  [
    'a policy that hides rows from the system, and so from a backup',
    'create policy less on contents as restrictive for select using (false)',
    'drop policy less on contents',
    'The policy less on contents lets less be seen than the migrations do.',
  ],
  [
    'row-level security turned off',
    'alter table portal_keys disable row level security',
    'alter table portal_keys enable row level security',
    'Row-level security is off on portal_keys, so everybody sees all of it.',
  ],
  [
    'a new table with authority_id that nobody protected',
    'create table visits (authority_id uuid)',
    'drop table visits',
    'Row-level security is off on visits, so everybody sees all of it.',
  ],
  [
    'the same in another schema',
    'create schema more; create table more.visits (authority_id uuid)',
    'drop schema more cascade',
    'Row-level security is off on more.visits, so everybody sees all of it.',
  ],
  [
    'a new table nobody has decided on',
    'create table visitors (name text)',
    'drop table visitors',
    'Nobody has said who may see the table visitors.',
  ],
  [
    'a view that sees what its owner sees',
    'create view all_submissions as select * from submissions',
    'drop view all_submissions',
    'The view all_submissions sees what its owner may see.',
  ],
  [
    'a materialised view',
    'create materialized view copied as select * from submissions',
    'drop materialized view copied',
    'The materialised view copied is a copy that no policy is on.',
  ],
  [
    'a function with the rights of its owner',
    'create function peek() returns bigint language sql security definer return (select count(*) from submissions)',
    'drop function peek()',
    "The function peek() acts with its owner's rights.",
  ],
  [
    "one in BullMQ's schema",
    'create function bullmq.peek() returns integer language sql security definer return 1',
    'drop function bullmq.peek()',
    "The function bullmq.peek() acts with its owner's rights.",
  ],
  [
    'a function under the policies that says yes to everybody',
    'create or replace function viewer_is_office() returns boolean stable language sql return true',
    "create or replace function viewer_is_office() returns boolean stable language sql return coalesce(viewer_role() in ('analyst', 'approver', 'system'), false)",
    'The function viewer_is_office() is not the one that the migrations have.',
  ],
  [
    'a trigger that was dropped',
    'drop trigger audit_events_are_not_emptied on audit_events',
    'create trigger audit_events_are_not_emptied before truncate on audit_events for each statement execute function refuse_change()',
    'The trigger audit_events_are_not_emptied is missing',
  ],
  [
    'a trigger that was turned off',
    'alter table audit_events disable trigger audit_events_only_grow',
    'alter table audit_events enable trigger audit_events_only_grow',
    'The trigger audit_events_only_grow is turned off',
  ],
  [
    'the right to change the record',
    'grant update (details) on audit_events to rollcall_app',
    'revoke update (details) on audit_events from rollcall_app',
    'The login rollcall_app has the right to update on audit_events',
  ],
  [
    'the right to remove from the record, given to everybody',
    'grant delete on audit_events to public',
    'revoke delete on audit_events from public',
    'The login rollcall_app has the right to delete on audit_events',
  ],
  [
    'the right to say that other bytes were sent',
    'grant update (sha256) on submissions to rollcall_app',
    'revoke update (sha256) on submissions from rollcall_app',
    'The login rollcall_app has the right to update (sha256) on submissions',
  ],
  [
    'the right to remove what was sent',
    'grant delete on submissions to rollcall_app',
    'revoke delete on submissions from rollcall_app',
    'The login rollcall_app has the right to delete on submissions',
  ],
  [
    'the right to empty a table, which no policy stops',
    'grant truncate on contributions to rollcall_app',
    'revoke truncate on contributions from rollcall_app',
    'The login rollcall_app has the right to truncate on contributions',
  ],
  [
    'the right to make things',
    'grant create on schema public to rollcall_app',
    'revoke create on schema public from rollcall_app',
    'The login rollcall_app may make things in the schema public.',
  ],
  [
    'a viewer set for a whole database',
    `alter database ${name} set rollcall.role = 'system'`,
    `alter database ${name} reset rollcall.role`,
    'There is a setting of rollcall.role for all logins in this database.',
  ],
  [
    'a migration that was not run',
    "delete from kysely_migration where name like '0007%'",
    "insert into kysely_migration values ('0007-audit-and-machinery.sql', now()::text)",
    'The migration 0007-audit-and-machinery.sql has not been run.',
  ],
  [
    'a migration of a later version',
    "insert into kysely_migration values ('9999-later.sql', now()::text)",
    "delete from kysely_migration where name = '9999-later.sql'",
    'The migration 9999-later.sql is of a later version of Rollcall.',
  ],
])('%s is found', async (_, mistake, undo, sentence) => {
  await run(mistake)
  const faults = await catalogueFaults(db)
  await run(undo)

  expect(faults).toContainEqual(expect.stringContaining(sentence))
  expect(await catalogueFaults(db)).toEqual([])
})

test.each([
  ['a superuser', `alter role ${login} superuser`, `alter role ${login} nosuperuser`, 'has SUPERUSER'],
  [
    'a login that passes the policies by',
    `alter role ${login} bypassrls`,
    `alter role ${login} nobypassrls`,
    'has BYPASSRLS',
  ],
  [
    'a login that may make logins',
    `alter role ${login} createrole`,
    `alter role ${login} nocreaterole`,
    'has CREATEROLE',
  ],
  [
    'a login that may act as another',
    `grant rollcall_owner to ${login}`,
    `revoke rollcall_owner from ${login}`,
    'is a member of rollcall_owner',
  ],
  [
    'a login that owns a table',
    `alter table notices owner to ${login}`,
    'alter table notices owner to rollcall_owner',
    'owns the table notices',
  ],
  [
    'a login that owns a function',
    `alter function viewer_role() owner to ${login}`,
    'alter function viewer_role() owner to rollcall_owner',
    'owns the function viewer_role()',
  ],
  [
    'a login that owns the schema',
    `alter schema public owner to ${login}`,
    `alter schema public owner to rollcall_owner; grant usage on schema public to ${login}`,
    'owns the schema public',
  ],
  [
    'a login that is somebody from the start',
    `alter role ${login} set rollcall.authority = '00000000-0000-0000-0000-000000000000'`,
    `alter role ${login} reset rollcall.authority`,
    `There is a setting of rollcall.authority for the login ${login}.`,
  ],
])('%s is found', async (_, mistake, undo, sentence) => {
  await run(mistake)
  const connection = asLogin()
  const faults = await catalogueFaults(connection)
  await connection.destroy()
  await run(undo)

  expect(faults).toContainEqual(expect.stringContaining(sentence))
})

test.each([
  ['-c rollcall.role=approver', 'Connections begin with rollcall.role set to approver'],
  ['-c row_security=off', 'Connections begin with row_security as off and not on.'],
])('an address of the database with %s is found', async (options, sentence) => {
  const connection = asLogin(options)
  const faults = await catalogueFaults(connection)
  await connection.destroy()

  expect(faults).toEqual([expect.stringContaining(sentence)])
})
