import { sql } from 'kysely'
import type { Db } from '../connect.ts'

interface Policy {
  readonly name: string
  readonly using: string
  readonly check: string
}

// As Postgres writes them out. What they mean is in the migrations; a test holds the two together.
const isOffice = '( SELECT viewer_is_office() AS viewer_is_office)'
const isTheirs = '(authority_id = ( SELECT viewer_authority() AS viewer_authority))'
const isSystem = "(( SELECT viewer_role() AS viewer_role) = 'system'::text)"

const ownChain = `(${isOffice} OR ((chain = 'all'::text) AND (( SELECT viewer_role() AS viewer_role) IS NOT NULL)) OR (chain = (( SELECT viewer_authority() AS viewer_authority))::text))`

const ownAuthority: Policy = {
  name: 'own_authority',
  using: `(${isOffice} OR ${isTheirs})`,
  check: `(${isOffice} OR ${isTheirs})`,
}
const officeOnly: Policy = { name: 'office_only', using: isOffice, check: isOffice }
const systemOnly: Policy = { name: 'system_only', using: isSystem, check: isSystem }

// Tables without an authority_id, or with more to say about it. One that is not here and has none is nobody's to see yet.
const policies: Readonly<Record<string, Policy | 'for everybody'>> = {
  audit_events: {
    ...ownAuthority,
    check: `(${isOffice} OR (authority_id IS NULL) OR ${isTheirs})`,
  },
  audit_heads: { name: 'own_chain', using: ownChain, check: ownChain },
  people: {
    name: 'colleagues',
    using: `(${isOffice} OR (id = ( SELECT viewer_person() AS viewer_person)) OR (id = ANY (ARRAY( SELECT memberships.person_id FROM memberships WHERE (memberships.authority_id = ( SELECT viewer_authority() AS viewer_authority))))))`,
    check: '(( SELECT viewer_role() AS viewer_role) IS NOT NULL)',
  },
  rounds: {
    name: 'those_asked',
    using: `(${isOffice} OR (EXISTS ( SELECT FROM data_requests WHERE (data_requests.round_id = rounds.id))))`,
    check: isOffice,
  },
  round_answers: {
    name: 'those_asked',
    using: '(EXISTS ( SELECT FROM rounds WHERE (rounds.id = round_answers.round_id)))',
    check: isOffice,
  },
  round_date_changes: {
    name: 'those_told',
    using: `(${isOffice} OR ((which <> 'closing'::text) AND (EXISTS ( SELECT FROM rounds WHERE (rounds.id = round_date_changes.round_id)))))`,
    check: isOffice,
  },
  relaxations: {
    name: 'those_told',
    using: `(${isOffice} OR ((decision = 'approved'::text) AND CASE WHEN (data_request_id IS NULL) THEN (EXISTS ( SELECT FROM rounds WHERE (rounds.id = relaxations.round_id))) ELSE (EXISTS ( SELECT FROM data_requests WHERE (data_requests.id = relaxations.data_request_id))) END))`,
    check: isOffice,
  },
  letters: {
    name: 'those_told',
    using: `(${isOffice} OR ((state = 'issued'::text) AND ${isTheirs}))`,
    check: `(${isOffice} OR ((state = 'issued'::text) AND ${isTheirs}))`,
  },
  letter_numbers: officeOnly,
  wordings: {
    name: 'those_in_force',
    using: `(${isOffice} OR (decision = 'in force'::text))`,
    check: isOffice,
  },
  announcements: {
    name: 'those_asked',
    using: '(EXISTS ( SELECT FROM rounds WHERE (rounds.id = announcements.round_id)))',
    check: isOffice,
  },
  digest_choices: officeOnly,
  messages: officeOnly,
  message_attempts: officeOnly,
  broken_addresses: officeOnly,
  message_pauses: officeOnly,
  round_reminders: officeOnly,
  reminder_runs: officeOnly,
  audit_verifications: officeOnly,
  national_figures: officeOnly,
  figure_breakdowns: officeOnly,
  saved_views: officeOnly,
  snapshot_returns: officeOnly,
  own_figures: officeOnly,
  signed_marks: officeOnly,
  signed_clashes: officeOnly,
  outliers: officeOnly,
  usual_figures: officeOnly,
  round_extracts: officeOnly,
  rehearsals: officeOnly,
  identities: systemOnly,
  portal_keys: systemOnly,
  receipt_codes: systemOnly,
  idempotency_keys: systemOnly,
  sessions: systemOnly,
  sign_in_links: systemOnly,
  sign_in_attempts: systemOnly,
  invitations: systemOnly,
  authorities: 'for everybody',
  authority_aliases: 'for everybody',
  authority_gss_codes: 'for everybody',
  authority_populations: 'for everybody',
  authority_successors: 'for everybody',
  frozen_sources: 'for everybody',
  outbox: 'for everybody',
  kysely_migration: 'for everybody',
  kysely_migration_lock: 'for everybody',
}

interface Table {
  readonly name: string
  readonly ours: boolean
  readonly hasAuthority: boolean
  readonly enabled: boolean
  readonly forced: boolean
  readonly policies: readonly (Policy & { readonly permissive: boolean; readonly broad: boolean })[]
}

/** Tables that are not kept for those who may see them. */
export async function policyFaults(db: Db): Promise<string[]> {
  const { rows } = await sql<Table>`
    select pg_class.oid::regclass::text as name,
      nspname = 'public' as ours,
      exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'authority_id' and not attisdropped)
        as "hasAuthority",
      relrowsecurity as enabled,
      relforcerowsecurity as forced,
      coalesce((
        select jsonb_agg(jsonb_build_object(
          'name', polname,
          'using', regexp_replace(pg_get_expr(polqual, polrelid), '\\s+', ' ', 'g'),
          'check', regexp_replace(pg_get_expr(polwithcheck, polrelid), '\\s+', ' ', 'g'),
          'permissive', polpermissive,
          'broad', polcmd = '*' and polroles = '{0}'
        ) order by polname)
        from pg_policy where polrelid = pg_class.oid
      ), '[]') as policies
    from pg_class
    join pg_namespace on pg_namespace.oid = relnamespace
    where relkind in ('r', 'p', 'f') and relpersistence <> 't' and nspname !~ '^(pg_|information_schema$)'
    order by 1
  `.execute(db)
  const missing = Object.keys(policies).filter((name) => !rows.some((table) => table.name === name))
  return [
    ...rows.flatMap(faultsOf),
    ...missing.map((name) => `The table ${name} is not there. Restore the database from a backup.`),
  ]
}

function faultsOf(table: Table): string[] {
  const wanted = policies[table.name] ?? (table.hasAuthority ? ownAuthority : undefined)
  if (wanted === 'for everybody') return othersBeside(table, undefined)
  if (wanted === undefined) {
    // The tables of BullMQ hold ids and no more.
    if (!table.ours) return []
    return [`Nobody has said who may see the table ${table.name}. It is not of this version of Rollcall.`]
  }
  return [...lockFaults(table), ...wantedFaults(table, wanted), ...othersBeside(table, wanted)]
}

const lockFaults = ({ name, enabled, forced }: Table): string[] => [
  ...(enabled
    ? []
    : [
        `Row-level security is off on ${name}, so everybody sees all of it. Run: alter table ${name} enable row level security`,
      ]),
  ...(forced
    ? []
    : [
        `Row-level security does not hold for the owner of ${name}. Run: alter table ${name} force row level security`,
      ]),
]

function wantedFaults(table: Table, wanted: Policy): string[] {
  const found = table.policies.find(({ name }) => name === wanted.name)
  if (found === undefined) {
    return [`The policy ${wanted.name} is missing on ${table.name}. Make it again as the migrations have it.`]
  }
  const same = found.using === wanted.using && found.check === wanted.check
  if (same && found.permissive && found.broad) return []
  return [`The policy ${wanted.name} on ${table.name} is not the one that the migrations have.`]
}

/** A permissive one shows more than it should; with a restrictive one a backup would be without rows, and nobody would know. */
const othersBeside = (table: Table, wanted: Policy | undefined): string[] =>
  table.policies
    .filter(({ name }) => name !== wanted?.name)
    .map(
      ({ name, permissive }) =>
        `The policy ${name} on ${table.name} lets ${permissive ? 'more' : 'less'} be seen than the migrations do. Run: drop policy ${name} on ${table.name}`,
    )
