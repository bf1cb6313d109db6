import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { AuthorityId, PersonId } from '@rollcall/domain/ids'
import type { WrittenAs } from '@rollcall/domain/message'
import type { Audience } from '@rollcall/domain/message-kind'
import type { Trx } from './connect.ts'

/** Whom something is written to, and as whom. */
export interface Recipient {
  readonly personId: PersonId
  readonly writtenAs: WrittenAs
  /** Whom a cover stands in for. */
  readonly coversFor: PersonId | null
}

interface Asked {
  /** Null: the office. */
  readonly authorityId: AuthorityId | null
  readonly roles: readonly Audience[]
  readonly today: CalendarDate
}

/**
 * Who has one of these roles now, each once, and then who stands in for one of them today. Somebody with two roles, or who is a
 * cover as well, is written to as the first of the roles asked for.
 */
export async function listRecipients(
  trx: Trx,
  { authorityId, roles, today }: Asked,
): Promise<readonly Recipient[]> {
  const members = await trx
    .selectFrom('memberships')
    .select(['personId', 'role'])
    .where('authorityId', 'is not distinct from', authorityId)
    .where('role', 'in', roles)
    .where('endedAt', 'is', null)
    .orderBy('id')
    .execute()
  const covers = await trx
    .selectFrom('covers')
    .innerJoin('memberships as away', 'away.id', 'covers.membershipId')
    .innerJoin('memberships as standIn', 'standIn.id', 'covers.coverId')
    .select(['standIn.personId', 'away.personId as coversFor'])
    .where('covers.authorityId', 'is not distinct from', authorityId)
    .where('away.role', 'in', roles)
    .where('away.endedAt', 'is', null)
    .where('standIn.endedAt', 'is', null)
    .where('covers.endedAt', 'is', null)
    .where('fromOn', '<=', today)
    .where('untilOn', '>=', today)
    .orderBy('covers.id')
    .execute()
  const inOrder: readonly Recipient[] = [
    ...roles.flatMap((role) =>
      members
        .filter((member) => member.role === role)
        .map(({ personId }) => ({ personId, writtenAs: role, coversFor: null })),
    ),
    ...covers.map((cover) => ({ ...cover, writtenAs: 'cover' as const })),
  ]
  return [...new Map(inOrder.toReversed().map((one) => [one.personId, one])).values()].toReversed()
}
