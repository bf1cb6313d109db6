import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { AuthorityId, PersonId } from '@rollcall/domain/ids'
import type { WrittenAs } from '@rollcall/domain/message'
import type { Audience } from '@rollcall/domain/message-kind'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'
import { sameAs } from './same-as.ts'

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
 * cover as well, is written to as the first of the roles asked for. What goes to officers alone goes to the signatories of an authority
 * that has no officer.
 */
export async function listRecipients(
  trx: Trx,
  { authorityId, roles, today }: Asked,
): Promise<readonly Recipient[]> {
  const found = await recipientsIn(trx, { authorityId, roles, today })
  if (!goesToOfficersAlone(roles) || found.some(isOfficer)) return found
  return await recipientsIn(trx, { authorityId, roles: insteadOfOfficers, today })
}

async function recipientsIn(trx: Trx, { authorityId, roles, today }: Asked): Promise<readonly Recipient[]> {
  const members = await membersOf(trx, roles).where('authorityId', sameAs(authorityId), authorityId).execute()
  const covers = await coversOf(trx, roles, today)
    .where('covers.authorityId', sameAs(authorityId), authorityId)
    .execute()
  return inOrder(roles, members, covers)
}

const insteadOfOfficers = ['signatory'] as const

const goesToOfficersAlone = (roles: readonly Audience[]): boolean => roles.every((role) => role === 'officer')

const isOfficer = ({ writtenAs }: Recipient): boolean => writtenAs === 'officer'

type AskedOfAll = Omit<Asked, 'authorityId'> & { readonly authorityIds: readonly AuthorityId[] }

/** The same for many authorities at once: of each, whom it has. One that has nobody is left out. */
export async function listRecipientsOfAll(
  trx: Trx,
  { authorityIds, roles, today }: AskedOfAll,
): Promise<ReadonlyMap<AuthorityId, readonly Recipient[]>> {
  const found = await recipientsOfAll(trx, { authorityIds, roles, today })
  const without = authorityIds.filter((id) => !found.get(id)?.some(isOfficer))
  if (!goesToOfficersAlone(roles) || without.length === 0) return found
  const instead = await recipientsOfAll(trx, { authorityIds: without, roles: insteadOfOfficers, today })
  return new Map([...found, ...instead])
}

async function recipientsOfAll(
  trx: Trx,
  { authorityIds, roles, today }: AskedOfAll,
): Promise<ReadonlyMap<AuthorityId, readonly Recipient[]>> {
  const ids = sql<AuthorityId>`any(${authorityIds}::uuid[])`
  const members = await membersOf(trx, roles).select('authorityId').where('authorityId', '=', ids).execute()
  const covers = await coversOf(trx, roles, today)
    .select('covers.authorityId')
    .where('covers.authorityId', '=', ids)
    .execute()
  const membersBy = Map.groupBy(members, (one) => one.authorityId)
  const coversBy = Map.groupBy(covers, (one) => one.authorityId)
  return new Map(
    [...new Set(authorityIds)].flatMap((id) => {
      const people = inOrder(roles, membersBy.get(id) ?? [], coversBy.get(id) ?? [])
      return people.length > 0 ? [[id, people]] : []
    }),
  )
}

const membersOf = (trx: Trx, roles: readonly Audience[]) =>
  trx
    .selectFrom('memberships')
    .select(['personId', 'role'])
    .where('role', 'in', roles)
    .where('endedAt', 'is', null)
    .orderBy('id')

const coversOf = (trx: Trx, roles: readonly Audience[], today: CalendarDate) =>
  trx
    .selectFrom('covers')
    .innerJoin('memberships as away', 'away.id', 'covers.membershipId')
    .innerJoin('memberships as standIn', 'standIn.id', 'covers.coverId')
    .select(['standIn.personId', 'away.personId as coversFor'])
    .where('away.role', 'in', roles)
    .where('away.endedAt', 'is', null)
    .where('standIn.endedAt', 'is', null)
    .where('covers.endedAt', 'is', null)
    .where('fromOn', '<=', today)
    .where('untilOn', '>=', today)
    .orderBy('covers.id')

function inOrder(
  roles: readonly Audience[],
  members: readonly { readonly personId: PersonId; readonly role: string }[],
  covers: readonly Pick<Recipient, 'personId' | 'coversFor'>[],
): readonly Recipient[] {
  const all: readonly Recipient[] = [
    ...roles.flatMap((role) =>
      members
        .filter((member) => member.role === role)
        .map(({ personId }) => ({ personId, writtenAs: role, coversFor: null })),
    ),
    ...covers.map(({ personId, coversFor }) => ({ personId, coversFor, writtenAs: 'cover' as const })),
  ]
  return [...new Map(all.toReversed().map((one) => [one.personId, one])).values()].toReversed()
}
