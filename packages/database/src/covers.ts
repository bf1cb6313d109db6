import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { AuthorityId, CoverId, MembershipId, PersonId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { type Insertable, sql } from 'kysely'
import type { Trx } from './connect.ts'
import { sameAs } from './same-as.ts'
import type { CoversTable } from './tables/messages.ts'

export async function insertCover(trx: Trx, cover: Insertable<CoversTable>): Promise<void> {
  await trx.insertInto('covers').values(cover).execute()
}

/** Days on which somebody stands in for a person, that are neither over nor ended. */
export const listCoversOf = (trx: Trx, membershipId: MembershipId, today: CalendarDate) =>
  namedCovers(trx, today)
    .select('standInPeople.name as standIn')
    .where('covers.membershipId', '=', membershipId)
    .execute()

/** The same of everybody in an authority, or in the office where it is none. */
export const listCoversIn = (trx: Trx, authorityId: AuthorityId | null, today: CalendarDate) =>
  shownCovers(trx, today).where('covers.authorityId', sameAs(authorityId), authorityId).execute()

/** The same of everybody whom the viewer may see, in a lasting order, from the one after `after`. */
export const listCovers = (
  trx: Trx,
  today: CalendarDate,
  { limit, after }: { readonly limit: number; readonly after?: CoverId | undefined },
) =>
  shownCovers(trx, today)
    .leftJoin('authorities', 'authorities.id', 'covers.authorityId')
    .select(['authorities.code as authorityCode', 'authorities.name as authority'])
    .$if(after !== undefined, (query) => query.where('covers.id', '>', after ?? null))
    .clearOrderBy()
    .orderBy('covers.id')
    .limit(limit)
    .execute()

/** A cover that has not been ended, held until the transaction ends, or a Problem. */
export const lockCover = (trx: Trx, id: CoverId) =>
  trx
    .selectFrom('covers')
    .select(['id', 'authorityId', 'membershipId', 'coverId'])
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'cover' }))

export async function endCover(
  trx: Trx,
  id: CoverId,
  { endedBy, endedAt }: { readonly endedBy: PersonId; readonly endedAt: Date },
): Promise<void> {
  await trx.updateTable('covers').set({ endedBy, endedAt }).where('id', '=', id).execute()
}

/** A cover with who stands in for whom, whatever became of it; and who named and who ended it, where that is one of their colleagues. */
export const findCover = (trx: Trx, id: CoverId) =>
  named(trx)
    .leftJoin('authorities', 'authorities.id', 'covers.authorityId')
    .select(['away.endedAt as awayEndedAt', 'standIn.endedAt as standInEndedAt'])
    .select(['covers.endedAt', 'authorities.name as authority'])
    .select(['standInPeople.name as standInName', 'covers.namedBy'])
    .select([colleague('namedBy').as('namedByName'), colleague('endedBy').as('endedByName')])
    .where('covers.id', '=', id)
    .executeTakeFirst()

/** The name of whoever did something about a cover, where they act for the same authority, or for the office as well. */
const colleague = (by: 'namedBy' | 'endedBy') => sql<string | null>`(
  select people.name from people
  where people.id = ${sql.ref(`covers.${by}`)} and exists (
    select from memberships
    where memberships.person_id = people.id and memberships.authority_id is not distinct from covers.authority_id
  )
)`

const named = (trx: Trx) =>
  trx
    .selectFrom('covers')
    .innerJoin('memberships as away', 'away.id', 'covers.membershipId')
    .innerJoin('people as awayPeople', 'awayPeople.id', 'away.personId')
    .innerJoin('memberships as standIn', 'standIn.id', 'covers.coverId')
    .innerJoin('people as standInPeople', 'standInPeople.id', 'standIn.personId')
    .select(['covers.id', 'covers.membershipId', 'covers.fromOn', 'covers.untilOn'])
    .select(['awayPeople.name as awayName', 'standIn.personId as standInPersonId'])

const namedCovers = (trx: Trx, today: CalendarDate) =>
  named(trx)
    .where('covers.endedAt', 'is', null)
    .where('away.endedAt', 'is', null)
    .where('standIn.endedAt', 'is', null)
    .where('covers.untilOn', '>=', today)
    .orderBy('covers.fromOn')
    .orderBy('covers.id')

const shownCovers = (trx: Trx, today: CalendarDate) =>
  namedCovers(trx, today).select(['covers.coverId as standInId', 'standInPeople.name as standIn'])
