import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** What the portal's own login may do that it must not. */
export async function loginFaults(db: Db): Promise<string[]> {
  const faults: string[] = []
  for (const find of [powers, memberships, owned, creatable, granted, settings, session]) {
    faults.push(...(await find(db)))
  }
  return faults
}

async function powers(db: Db): Promise<string[]> {
  const { rows } = await sql<{ login: string; power: string }>`
    select rolname as login, power
    from pg_roles, lateral (values
      (rolsuper, 'SUPERUSER'), (rolbypassrls, 'BYPASSRLS'), (rolcreaterole, 'CREATEROLE'), (rolreplication, 'REPLICATION')
    ) as powers (held, power)
    where rolname in (current_user, session_user) and held
    order by power
  `.execute(db)
  return rows.map(
    ({ login, power }) =>
      `The login ${login} has ${power}, which passes every policy by. Run: alter role ${login} no${power.toLowerCase()}`,
  )
}

// A superuser counts as a member of every role, so membership is read from where it was granted.
async function memberships(db: Db): Promise<string[]> {
  const { rows } = await sql<{ login: string; role: string }>`
    select member.rolname as login, role.rolname as role
    from pg_auth_members
    join pg_roles member on member.oid = pg_auth_members.member
    join pg_roles role on role.oid = pg_auth_members.roleid
    where member.rolname in (current_user, session_user)
    order by role.rolname
  `.execute(db)
  return rows.map(
    ({ login, role }) =>
      `The login ${login} is a member of ${role} and may act as it. Run: revoke ${role} from ${login}`,
  )
}

async function owned(db: Db): Promise<string[]> {
  const { rows } = await sql<{ login: string; thing: string }>`
    with me as (select oid, rolname from pg_roles where rolname in (current_user, session_user))
    select rolname as login, 'the database ' || datname as thing from pg_database join me on me.oid = datdba
      where datname = current_database()
    union all
    select rolname, 'the schema ' || nspname from pg_namespace join me on me.oid = nspowner
      where nspname !~ '^pg_(toast_)?temp_'
    union all
    select rolname, case relkind when 'v' then 'the view ' when 'S' then 'the sequence ' else 'the table ' end || pg_class.oid::regclass
      from pg_class join me on me.oid = relowner
      where relkind in ('r', 'p', 'v', 'm', 'f', 'S') and relpersistence <> 't'
    union all
    select rolname, 'the function ' || pg_proc.oid::regprocedure from pg_proc join me on me.oid = proowner
      where not starts_with(pronamespace::regnamespace::text, 'pg_temp')
    order by 2
  `.execute(db)
  return rows.map(
    ({ login, thing }) =>
      `The login ${login} owns ${thing}, so it could take its protection off. Give it to the owner's login.`,
  )
}

async function creatable(db: Db): Promise<string[]> {
  const { rows } = await sql<{ login: string; schema: string }>`
    select current_user as login, nspname as schema
    from pg_namespace
    where nspname !~ '^(pg_|information_schema$)' and has_schema_privilege(oid, 'create')
    order by nspname
  `.execute(db)
  return rows.map(
    ({ login, schema }) =>
      `The login ${login} may make things in the schema ${schema}. Run: revoke create on schema ${schema} from ${login}, public`,
  )
}

// What is taken out again: half an upload, a return's part of the figures, work that is done. All else stays for ever.
const emptied = [
  ...['authority_gss_codes', 'authority_aliases', 'authority_successors', 'authority_populations'],
  ...['round_authorities', 'contents', 'content_chunks', 'finding_counts', 'contributions', 'fingerprints'],
  'figure_breakdowns',
  ...['identities', 'outbox', 'idempotency_keys', 'sessions', 'sign_in_links', 'sign_in_attempts'],
  'invitations',
  ...['own_figures', 'signed_marks', 'signed_clashes', 'outliers', 'usual_figures', 'saved_views'],
  'round_reminders',
]
// What somebody did is a row that nobody writes on again.
const written = [
  ...['audit_events', 'frozen_sources', 'sign_offs', 'return_decisions', 'row_extracts', 'explanations'],
  ...[
    'data_query_messages',
    'questions',
    'round_answers',
    'round_date_changes',
    'notices',
    'sign_off_requests',
    'receipt_codes',
  ],
  'explanation_decisions',
  ...['past_contributions', 'snapshot_returns'],
]
// Whose a row is, and which bytes were sent.
const lasting = ['authority_id', 'sha256', 'received_by', 'binding', 'public_jwk']

// TRUNCATE and REFERENCES look past the policies, and a trigger runs as whoever fires it.
async function granted(db: Db): Promise<string[]> {
  const { rows } = await sql<{ login: string; privilege: string; table: string }>`
    select current_user as login, 'update (' || attname || ')' as privilege, attrelid::regclass::text as table
    from pg_attribute
    join pg_class on pg_class.oid = attrelid
    where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and attname = any(${lasting})
      and not relname = any(${written}) and has_column_privilege(attrelid, attnum, 'update')
    union all
    select current_user, privilege, pg_class.oid::regclass::text
    from pg_class
    join pg_namespace on pg_namespace.oid = relnamespace
    cross join unnest(array['truncate', 'references', 'trigger', 'update', 'delete']) as privilege
    where relkind in ('r', 'p') and nspname !~ '^(pg_|information_schema$)'
      and case privilege
        when 'update' then relname = any(${written})
        when 'delete' then nspname = 'public' and not relname = any(${emptied})
        else true end
      and case when privilege in ('update', 'references') then has_any_column_privilege(pg_class.oid, privilege)
        else has_table_privilege(pg_class.oid, privilege) end
    order by 3, 2
  `.execute(db)
  return rows.map(
    ({ login, privilege, table }) =>
      `The login ${login} has the right to ${privilege} on ${table}, which nothing needs. Run: revoke ${privilege} on ${table} from ${login}, public`,
  )
}

/** A viewer, or a way round the viewer, that every connection would begin with. */
async function settings(db: Db): Promise<string[]> {
  const { rows } = await sql<{ held: string; name: string }>`
    select coalesce('the login ' || rolname, 'all logins')
        || case when setdatabase = 0 then '' else ' in this database' end as held,
      split_part(setting, '=', 1) as name
    from pg_db_role_setting
    left join pg_roles on pg_roles.oid = setrole
    cross join unnest(setconfig) as setting
    where (setdatabase = 0 or setdatabase = (select oid from pg_database where datname = current_database()))
      and (setrole = 0 or rolname in (current_user, session_user))
      and lower(split_part(setting, '=', 1)) ~ '^(rollcall\\..*|row_security|search_path|role|session_replication_role)$'
    order by 1, 2
  `.execute(db)
  return rows.map(
    ({ held, name }) =>
      `There is a setting of ${name} for ${held}. Rollcall sets who is asking for each transaction: take it off with alter role or alter database … reset ${name}`,
  )
}

/** The same, as this connection finds it: from postgresql.conf, the address of the database or the environment. */
async function session(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string; value: string; wanted: string }>`
    select name, coalesce(value, '') as value, wanted
    from (values
      ('rollcall.role', current_setting('rollcall.role', true), ''),
      ('rollcall.person', current_setting('rollcall.person', true), ''),
      ('rollcall.authority', current_setting('rollcall.authority', true), ''),
      ('row_security', current_setting('row_security'), 'on'),
      ('session_replication_role', current_setting('session_replication_role'), 'origin'),
      ('current_user', current_user::text, session_user::text)
    ) as settings (name, value, wanted)
    where coalesce(value, '') <> wanted
  `.execute(db)
  return rows.map(({ name, value, wanted }) =>
    wanted === ''
      ? `Connections begin with ${name} set to ${value}, so nobody would be taken for somebody. Take it out of postgresql.conf and the address of the database.`
      : `Connections begin with ${name} as ${value} and not ${wanted}. Take it out of postgresql.conf and the address of the database.`,
  )
}
