import { sql } from 'kysely'
import type { Db } from '../connect.ts'

// As Postgres writes them out: who is asking, and what is refused for ever.
const bodies: Readonly<Record<string, string>> = {
  viewer_role: "RETURN NULLIF(current_setting('rollcall.role'::text, true), ''::text)",
  viewer_person: "RETURN (NULLIF(current_setting('rollcall.person'::text, true), ''::text))::uuid",
  viewer_authority: "RETURN (NULLIF(current_setting('rollcall.authority'::text, true), ''::text))::uuid",
  viewer_is_office:
    "RETURN COALESCE((viewer_role() = ANY (ARRAY['analyst'::text, 'approver'::text, 'system'::text])), false)",
  refuse_change: "begin raise exception '% rows cannot be changed or removed', tg_table_name; end",
  refuse_change_of_finished_content:
    "begin if old.finished_at is not null then raise exception 'content that was received whole cannot be changed or removed'; end if; return case when tg_op = 'DELETE' then old else new end; end",
  refuse_loss_of_content:
    "begin if exists ( select from contents join data_keys on data_keys.submission_id = contents.submission_id where contents.id = old.content_id and data_keys.wrapped is not null ) then raise exception 'content that can be read cannot be removed: destroy its key first'; end if; return case when tg_op = 'DELETE' then old else new end; end",
  refuse_change_of_kept_figures:
    "begin if old.label is not null then raise exception 'figures that were kept cannot be changed or removed'; end if; return case when tg_op = 'DELETE' then old else new end; end",
  refuse_change_of_kept_breakdowns:
    "declare one figure_breakdowns := case when tg_op = 'DELETE' then old else new end; begin if tg_op = 'UPDATE' or exists ( select from national_figures where id = one.set_id and label is not null and (tg_op = 'DELETE' or xmin <> pg_current_xact_id()::xid) ) then raise exception 'figures that were kept cannot be changed or removed'; end if; return one; end",
}

/** Functions that act with more rights than who calls them, and those that the policies stand on, where they were replaced. */
export async function functionFaults(db: Db): Promise<string[]> {
  const definers = await sql<{ name: string }>`
    select pg_proc.oid::regprocedure::text as name
    from pg_proc
    join pg_namespace on pg_namespace.oid = pronamespace
    where prosecdef and nspname !~ '^(pg_|information_schema$)'
    order by 1
  `.execute(db)
  const found = await sql<{ name: string; body: string }>`
    select proname as name,
      trim(regexp_replace(coalesce(pg_get_function_sqlbody(pg_proc.oid), prosrc), '\\s+', ' ', 'g')) as body
    from pg_proc
    where pronamespace = 'public'::regnamespace and proname = any(${Object.keys(bodies)})
  `.execute(db)
  const replaced = Object.entries(bodies)
    .filter(([name, body]) => {
      const same = found.rows.filter((one) => one.name === name)
      return same.length !== 1 || same[0]?.body !== body
    })
    .map(([name]) => `The function ${name}() is not the one that the migrations have.`)
  return [
    ...definers.rows.map(
      ({ name }) =>
        `The function ${name} acts with its owner's rights. Run: alter function ${name} security invoker`,
    ),
    ...replaced,
  ]
}
