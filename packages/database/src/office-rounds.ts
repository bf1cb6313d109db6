import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { signedOff, underWay } from '@rollcall/domain/data-request'
import type { PersonId, RoundId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { RequestState } from '@rollcall/domain/request-life'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'
import { literals } from './literals.ts'

// Rounds as the office sees them on its pages.

/** Every round with how far its returns are, the latest first: a few a year, so there are never many. */
export const listOfficeRounds = (trx: Trx) =>
  withProgress(trx).orderBy('referenceOn', 'desc').orderBy('rounds.id', 'desc').execute()

export type OfficeRound = Awaited<ReturnType<typeof listOfficeRounds>>[number]

/** One of them, with who did what, or a Problem. */
export const getOfficeRound = (trx: Trx, id: RoundId) =>
  withProgress(trx)
    .leftJoin('people as openers', 'openers.id', 'rounds.openedBy')
    .leftJoin('people as changers', 'changers.id', 'rounds.changedBy')
    .leftJoin('people as approvers', 'approvers.id', 'rounds.approvedBy')
    .leftJoin('people as issuers', 'issuers.id', 'rounds.issuedBy')
    .leftJoin('people as closers', 'closers.id', 'rounds.closedBy')
    .leftJoin('rounds as before', 'before.id', 'rounds.lastRoundId')
    .select(['rounds.collectionId', 'rounds.collectionVersion', 'rounds.collectionHash'])
    .select(['rounds.authoritiesHash', 'rounds.contact', 'rounds.revision', 'rounds.lastRoundId'])
    .select(['rounds.whoAsked', 'rounds.message', 'rounds.changedAt'])
    .select(['rounds.openedBy', 'rounds.changedBy', 'rounds.approvedBy'])
    .select(['rounds.openedAt', 'rounds.approvedAt', 'rounds.issuedAt', 'rounds.closedAt'])
    .select(['openers.name as openedByName', 'changers.name as changedByName'])
    .select(['approvers.name as approvedByName', 'issuers.name as issuedByName'])
    .select(['closers.name as closedByName', 'before.title as lastRoundTitle'])
    .where('rounds.id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'round' }))

export type WholeOfficeRound = Awaited<ReturnType<typeof getOfficeRound>>

const withProgress = (trx: Trx) =>
  trx
    .selectFrom('rounds')
    .innerJoinLateral(howFar, (join) => join.onTrue())
    .select(['rounds.id', 'rounds.title', 'rounds.state', 'rounds.referenceOn', 'rounds.issueOn'])
    .select(['rounds.dueOn', 'rounds.closesOn', 'rounds.publishOn'])
    .select((eb) => [
      eb
        .selectFrom('roundAuthorities')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('roundAuthorities.roundId', '=', 'rounds.id')
        .$asScalar()
        .$notNull()
        .as('asked'),
    ])
    .select(['progress.signedOff', 'progress.accepted', 'progress.underWay', 'progress.lastDueOn'])

const sumOf = (states: readonly RequestState[]) =>
  sql`coalesce(sum(count) filter (where state in (${literals(states)})), 0)::int`

/** Of the round that is `rounds` of the query, counted once by state. */
const howFar = sql<{
  signedOff: number
  accepted: number
  underWay: number
  lastDueOn: CalendarDate | null
}>`(
  select ${sumOf(signedOff)} as signed_off, ${sumOf(['accepted'])} as accepted, ${sumOf(underWay)} as under_way,
    max(last_due_on) filter (where state in (${literals(underWay)})) as last_due_on
  from (
    select state, count(*), max(due_on) as last_due_on from data_requests
    where data_requests.round_id = rounds.id group by state
  ) as by_state)`.as<'progress'>('progress')

/** Those a round asks, by region and name. */
export const listAskedAuthorities = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('roundAuthorities')
    .innerJoin('authorities', 'authorities.id', 'roundAuthorities.authorityId')
    .select(['authorities.code', 'authorities.name', 'authorities.region'])
    .where('roundAuthorities.roundId', '=', roundId)
    .orderBy('authorities.region')
    .orderBy('authorities.name')
    .execute()

/** The names of authorities by their codes, those that a round does not ask too. */
export const listNames = (trx: Trx, codes: readonly string[]) =>
  trx
    .selectFrom('authorities')
    .select(['code', 'name'])
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .orderBy('name')
    .execute()

/** One of those a round asks, by its code; the first by name where none is said. */
export const findAskedAuthority = (trx: Trx, roundId: RoundId, code: string | undefined) =>
  trx
    .selectFrom('roundAuthorities')
    .innerJoin('authorities', 'authorities.id', 'roundAuthorities.authorityId')
    .select(['authorities.id', 'authorities.code', 'authorities.name'])
    .where('roundAuthorities.roundId', '=', roundId)
    .$if(code !== undefined, (query) => query.where('authorities.code', '=', code ?? ''))
    .orderBy('authorities.name')
    .limit(1)
    .executeTakeFirst()

/** The names of those who may approve what these people did. */
export async function listOtherApprovers(trx: Trx, not: readonly PersonId[]): Promise<string[]> {
  const rows = await trx
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.personId')
    .select('people.name')
    .where('memberships.role', '=', 'approver')
    .where('memberships.endedAt', 'is', null)
    .where('people.id', 'not in', not)
    .orderBy('people.name')
    .execute()
  return rows.map(({ name }) => name)
}
