import { createHash, randomUUID } from 'node:crypto'
import type { Db, Trx } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import type { AuthorityId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { sql } from 'kysely'

export interface CatalogueTable {
  readonly name: string
  readonly columns: readonly Column[]
  readonly references: readonly Reference[]
}
interface Column {
  readonly name: string
  readonly type: string
  readonly needed: boolean
  /** Where only some words are allowed, the first of them. */
  readonly word: string | null
}
interface Reference {
  readonly table: string
  readonly from: readonly string[]
  readonly to: readonly string[]
}
type Row = Record<string, unknown>

/** Every table there is, from Postgres's own catalogue, so that one added tomorrow is here too. */
export async function catalogueTables(db: Db): Promise<CatalogueTable[]> {
  const { rows } = await sql<CatalogueTable>`
    select relname as name,
      (select jsonb_agg(jsonb_build_object(
          'name', attname,
          'type', atttypid::regtype::text,
          'needed', attnotnull and not atthasdef and attidentity = '',
          'word', (
            select (regexp_match(pg_get_constraintdef(pg_constraint.oid), '^CHECK [(]+' || attname || ' = ANY [(]+ARRAY.''([^'']+)'''))[1]
            from pg_constraint where conrelid = pg_class.oid and contype = 'c' and conkey = array[attnum]
            order by 1 limit 1
          )
        ) order by attnum)
        from pg_attribute where attrelid = pg_class.oid and attnum > 0 and not attisdropped) as columns,
      coalesce((select jsonb_agg(jsonb_build_object(
          'table', confrelid::regclass::text,
          'from', (select jsonb_agg(attname order by ordinality) from unnest(conkey) with ordinality
            join pg_attribute on attrelid = conrelid and attnum = unnest),
          'to', (select jsonb_agg(attname order by ordinality) from unnest(confkey) with ordinality
            join pg_attribute on attrelid = confrelid and attnum = unnest)
        )) from pg_constraint where conrelid = pg_class.oid and contype = 'f'), '[]') as references
    from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not starts_with(relname, 'kysely_')
    order by relname
  `.execute(db)
  return rows
}

export const hasAuthority = ({ columns }: CatalogueTable): boolean =>
  columns.some(({ name }) => name === 'authority_id')

// What a table asks for beyond its columns. A table added tomorrow may need a line here.
const also: Readonly<Record<string, () => Row>> = {
  memberships: () => ({ role: 'officer', authority_id: undefined }),
  data_keys: () => ({ wrapped: Buffer.from('wrapped') }),
  round_date_changes: () => ({ from_on: '2026-01-01', to_on: '2026-01-08' }),
  relaxations: () => ({ reason: 'reason' }),
  announcements: () => ({ address: 'https://www.example.org' }),
  message_pauses: () => ({ round_id: null }), // That of its round, as there is one pause for all at most.
  letter_numbers: () => ({ year: Math.floor(Math.random() * 1e9) }),
  letters: () => ({
    ...{ state: 'issued', reference: randomUUID(), issued_on: '2026-01-01', wording_version: 0 },
    ...{ content: '{}', content_sha256: 'hash' },
  }),
  round_reminders: () => ({ at: '09:00' }),
  return_decisions: () => ({ reason_sealed: Buffer.from('sealed') }),
  audit_events: () => ({
    seq: Math.floor(Math.random() * 1e9),
    authority_seq: 1,
    authority_previous_hash: Buffer.alloc(32),
    authority_hash: Buffer.alloc(32),
  }),
}

/** Gives an authority one row in every table, made from nothing but the catalogue, and says what was put where. */
export async function aRowOfEveryTable(db: Db, authorityId: AuthorityId): Promise<ReadonlyMap<string, Row>> {
  const tables = await catalogueTables(db)
  const made = new Map<string, Row>()
  const byName = new Map(tables.map((table) => [table.name, table]))
  await asViewer(db, system, async (trx) => {
    const make = async (table: CatalogueTable): Promise<Row> => {
      const before = made.get(table.name)
      if (before) return before
      const row = valuesOf(table, authorityId)
      for (const reference of table.references.filter((one) => isNeeded(table, one, row))) {
        const to = byName.get(reference.table)
        if (to === undefined)
          throw new Error(`${table.name} refers to ${reference.table}, which is not there`)
        const found = await make(to)
        reference.from.forEach((column, index) => {
          row[column] = found[reference.to[index] ?? '']
        })
      }
      const stored = await insert(trx, table.name, row)
      made.set(table.name, stored)
      return stored
    }
    // What is known of authorities is everybody's, and two of them would be needed to follow one another; two returns, to clash.
    const ofTwo = (name: string) => name.startsWith('authority_') || name === 'signed_clashes'
    for (const table of tables.filter(({ name }) => !ofTwo(name))) await make(table)
  })
  return made
}

function valuesOf({ name, columns }: CatalogueTable, authorityId: AuthorityId): Row {
  const needed = columns.filter((column) => column.needed)
  const own = columns.some((column) => column.name === 'authority_id') ? { authority_id: authorityId } : {}
  return {
    ...Object.fromEntries(needed.map((column) => [column.name, valueFor(column)])),
    ...(name === 'authorities' ? { id: authorityId } : {}),
    ...also[name]?.(),
    ...own,
  }
}

const isNeeded = ({ columns }: CatalogueTable, { from }: Reference, row: Row): boolean =>
  columns.filter(({ name }) => from.includes(name)).every(({ name }) => row[name] !== undefined)

function valueFor({ name, type, word }: Column): unknown {
  if (word !== null) return word
  if (name === 'email') return `${randomUUID()}@example.org`
  if (/^(sha256|hash)$/.test(name) && type === 'text')
    return createHash('sha256').update(randomUUID()).digest('hex')
  const make = values[type]
  if (make === undefined) throw new Error(`nothing is known of the type ${type} of ${name}`)
  return make()
}

const values: Readonly<Record<string, () => unknown>> = {
  uuid: randomUUID,
  text: randomUUID,
  integer: () => 1,
  bigint: () => 1,
  boolean: () => true,
  'double precision': () => 1,
  date: () => '2026-01-01',
  'timestamp with time zone': () => new Date(),
  bytea: () => Buffer.from(randomUUID()),
  json: () => '{}',
  jsonb: () => '{}',
}

async function insert(trx: Trx, table: string, row: Row): Promise<Row> {
  const entries = Object.entries(row)
  const { rows } = await sql<{ stored: Row }>`
    insert into ${sql.table(table)} as added (${sql.join(entries.map(([column]) => sql.ref(column)))})
    values (${sql.join(entries.map(([, value]) => value))})
    returning to_jsonb(added) as stored
  `.execute(trx)
  const [first] = rows
  if (first === undefined) throw new Error(`${table} took no row`)
  return first.stored
}
