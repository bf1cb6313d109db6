import type { Authority, DatedCode, Population } from '@rollcall/domain/authority'
import type { AuthorityId } from '@rollcall/domain/ids'
import { sql } from 'kysely'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'

/** The whole table, in the order of codes. */
export async function listAuthorities(trx: Trx): Promise<Authority[]> {
  const lines = await trx.selectFrom('authorities').selectAll().orderBy('code').execute()
  const gss = byAuthority(
    await trx
      .selectFrom('authorityGssCodes')
      .selectAll()
      .orderBy(sql`from_on nulls first`)
      .orderBy('code')
      .execute(),
    ({ code, fromOn, untilOn }): DatedCode => ({
      code,
      ...(fromOn && { from: fromOn }),
      ...(untilOn && { until: untilOn }),
    }),
  )
  const aliases = byAuthority(
    await trx.selectFrom('authorityAliases').selectAll().orderBy('place').execute(),
    ({ alias }) => alias,
  )
  const successors = byAuthority(
    await trx.selectFrom('authoritySuccessors').selectAll().orderBy('successorCode').execute(),
    ({ successorCode }) => successorCode,
  )
  const populations = byAuthority(
    await trx
      .selectFrom('authorityPopulations')
      .selectAll()
      .orderBy('countedOn')
      .orderBy('population')
      .execute(),
    ({ population, countedOn, value }): Population => ({ of: population, on: countedOn, value }),
  )
  return lines.map(({ code, kind, name, region, openedOn, closedOn }) => ({
    code,
    kind,
    name,
    ...(region !== null && { region }),
    gss: gss.get(code) ?? [],
    aliases: aliases.get(code) ?? [],
    ...(openedOn && { opened: openedOn }),
    ...(closedOn && { closed: closedOn }),
    successors: successors.get(code) ?? [],
    populations: populations.get(code) ?? [],
  }))
}

export const findAuthority = (trx: Trx, id: AuthorityId) =>
  trx.selectFrom('authorities').select(['id', 'code', 'name']).where('id', '=', id).executeTakeFirst()

/** The ids of all authorities, by code. */
export async function authorityIdsByCode(trx: Trx): Promise<ReadonlyMap<string, AuthorityId>> {
  const rows = await trx.selectFrom('authorities').select(['code', 'id']).execute()
  return new Map(rows.map(({ code, id }) => [code, id]))
}

/** Lets one transaction at a time load or freeze authorities: two portals may start together. */
export async function holdAuthorities(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('rollcall authorities'))`.execute(trx)
}

/** Puts authorities in as they are given, in place of what was known of them. Their ids stay. */
export async function replaceAuthorities(trx: Trx, authorities: readonly Authority[]): Promise<void> {
  for (const batch of batches(authorities)) {
    await trx
      .insertInto('authorities')
      .values(batch.map(lineOf))
      .onConflict((conflict) =>
        conflict.column('code').doUpdateSet((eb) => ({
          kind: eb.ref('excluded.kind'),
          name: eb.ref('excluded.name'),
          region: eb.ref('excluded.region'),
          openedOn: eb.ref('excluded.openedOn'),
          closedOn: eb.ref('excluded.closedOn'),
        })),
      )
      .execute()
  }
  for (const batch of batches(authorities)) await replaceDetails(trx, batch)
}

const details = [
  'authorityGssCodes',
  'authorityAliases',
  'authoritySuccessors',
  'authorityPopulations',
] as const

async function replaceDetails(trx: Trx, authorities: readonly Authority[]): Promise<void> {
  const codes = authorities.map(({ code }) => code)
  for (const table of details) await trx.deleteFrom(table).where('authorityCode', 'in', codes).execute()

  const gss = authorities.flatMap((authority) =>
    authority.gss.map(({ code, from, until }) => ({
      authorityCode: authority.code,
      code,
      fromOn: from ?? null,
      untilOn: until ?? null,
    })),
  )
  for (const rows of batches(gss)) await trx.insertInto('authorityGssCodes').values(rows).execute()

  const aliases = authorities.flatMap(({ code, aliases: names }) =>
    names.map((alias, place) => ({ authorityCode: code, alias, place })),
  )
  for (const rows of batches(aliases)) await trx.insertInto('authorityAliases').values(rows).execute()

  const successors = authorities.flatMap(({ code, successors: heirs }) =>
    heirs.map((successorCode) => ({ authorityCode: code, successorCode })),
  )
  for (const rows of batches(successors)) await trx.insertInto('authoritySuccessors').values(rows).execute()

  const populations = authorities.flatMap(({ code, populations: counts }) =>
    counts.map(({ of, on, value }) => ({ authorityCode: code, population: of, countedOn: on, value })),
  )
  for (const rows of batches(populations)) {
    await trx.insertInto('authorityPopulations').values(rows).execute()
  }
}

const lineOf = ({ code, kind, name, region, opened, closed }: Authority) => ({
  code,
  kind,
  name,
  region: region ?? null,
  openedOn: opened ?? null,
  closedOn: closed ?? null,
})

function byAuthority<Row extends { authorityCode: string }, Value>(
  rows: readonly Row[],
  make: (row: Row) => Value,
): Map<string, Value[]> {
  const found = new Map<string, Value[]>()
  for (const row of rows) {
    const values = found.get(row.authorityCode)
    if (values) values.push(make(row))
    else found.set(row.authorityCode, [make(row)])
  }
  return found
}
