import type { AuthorityId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { type SqlBool, sql } from 'kysely'
import type { Trx } from './connect.ts'
import { containing } from './containing.ts'

// Authorities as the office looks after them: who of them acts for each, and what each was asked.

export interface WantedAuthorities {
  /** A code, or part of a name. */
  readonly text?: string | undefined
  /** Only those for which nobody can sign. */
  readonly withoutSignatory: boolean
}

/** How many authorities are like this. */
export async function countAuthorities(trx: Trx, wanted: WantedAuthorities): Promise<number> {
  const { count } = await trx
    .selectFrom('authorities')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(isWanted(wanted))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Some of them, by name, each with how many people act for it now. */
export const listKnownAuthorities = (
  trx: Trx,
  { from, limit, ...wanted }: WantedAuthorities & { readonly from: number; readonly limit: number },
) =>
  trx
    // Cut first, so that people are counted for these alone.
    .selectFrom(
      trx
        .selectFrom('authorities')
        .select(['id', 'code', 'name', 'kind', 'region', 'closedOn'])
        .where(isWanted(wanted))
        .orderBy('name')
        .orderBy('code')
        .offset(from)
        .limit(limit)
        .as('authorities'),
    )
    .select(['id', 'code', 'name', 'kind', 'region', 'closedOn'])
    .select(membersOf('officer').as('officers'))
    .select(membersOf('signatory').as('signatories'))
    .orderBy('name')
    .orderBy('code')
    .execute()

export type KnownAuthority = Awaited<ReturnType<typeof listKnownAuthorities>>[number]

/** One authority by its code, or a Problem. */
export const getAuthority = (trx: Trx, code: string) =>
  trx
    .selectFrom('authorities')
    .select(['id', 'code', 'name', 'kind', 'region', 'openedOn', 'closedOn'])
    .where('code', '=', code)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'authority' }))

/** What an authority was asked, the latest round first: one request a round, so there are never many. */
export const listRequestsOfAuthority = (trx: Trx, authorityId: AuthorityId) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('rounds', 'rounds.id', 'dataRequests.roundId')
    .select(['dataRequests.id', 'dataRequests.state', 'dataRequests.dueOn'])
    .select(['rounds.id as roundId', 'rounds.title', 'rounds.state as roundState'])
    .where('dataRequests.authorityId', '=', authorityId)
    .orderBy('rounds.referenceOn', 'desc')
    .orderBy('dataRequests.id')
    .execute()

const membersOf = (role: 'officer' | 'signatory') => sql<number>`(
  select count(*)::int from memberships
  where memberships.authority_id = authorities.id and role = ${role} and ended_at is null)`

function isWanted({ text, withoutSignatory }: WantedAuthorities) {
  const like = containing(text ?? '')
  const isLike = sql<SqlBool>`(${text ?? ''} = '' or code = ${text ?? ''} or name ilike ${like})`
  const isAlone = sql<SqlBool>`not exists (select from memberships
    where memberships.authority_id = authorities.id and role = 'signatory' and ended_at is null)
    and (closed_on is null or closed_on > current_date)`
  return withoutSignatory ? sql<SqlBool>`${isLike} and ${isAlone}` : isLike
}
