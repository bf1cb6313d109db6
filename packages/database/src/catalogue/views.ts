import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** Views that look at tables with their owner's eyes, and copies of tables that no policy is on. */
export async function viewFaults(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string; copy: boolean }>`
    select pg_class.oid::regclass::text as name, relkind = 'm' as copy
    from pg_class
    join pg_namespace on pg_namespace.oid = relnamespace
    where nspname !~ '^(pg_|information_schema$)'
      and (relkind = 'm' or relkind = 'v' and not exists (
        select from pg_options_to_table(reloptions)
        where option_name = 'security_invoker' and option_value in ('true', 'on', 'yes', '1')
      ))
    order by 1
  `.execute(db)
  return rows.map(({ name, copy }) =>
    copy
      ? `The materialised view ${name} is a copy that no policy is on. Run: drop materialized view ${name}`
      : `The view ${name} sees what its owner may see. Run: alter view ${name} set (security_invoker = true)`,
  )
}
