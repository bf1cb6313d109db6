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
  const found = await membersOf(trx, roles)
    .where('authorityId', sameAs(authorityId), authorityId)
    .unionAll(coversOf(trx, roles, today).where('covers.authorityId', sameAs(authorityId), authorityId))
    .orderBy('id')
    .execute()
  return inOrder(roles, found)
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
  const found = await membersOf(trx, roles)
    .select('authorityId')
    .where('authorityId', '=', ids)
    .unionAll(coversOf(trx, roles, today).select('covers.authorityId').where('covers.authorityId', '=', ids))
    .orderBy('id')
    .execute()
  const byAuthority = Map.groupBy(found, (one) => one.authorityId)
  return new Map(
    authorityIds.flatMap((id) => {
      const people = inOrder(roles, byAuthority.get(id) ?? [])
      return people.length > 0 ? [[id, people]] : []
    }),
  )
}

const membersOf = (trx: Trx, roles: readonly Audience[]) =>
  trx
    .selectFrom('memberships')
    .select(['personId', 'role', sql<PersonId | null>`null::uuid`.as('coversFor')])
    .select(sql<string>`memberships.id`.as('id'))
    .where('role', 'in', roles)
    .where('endedAt', 'is', null)

const coversOf = (trx: Trx, roles: readonly Audience[], today: CalendarDate) =>
  trx
    .selectFrom('covers')
    .innerJoin('memberships as away', 'away.id', 'covers.membershipId')
    .innerJoin('memberships as standIn', 'standIn.id', 'covers.coverId')
    .select(['standIn.personId', 'away.role', sql<PersonId | null>`away.person_id`.as('coversFor')])
    .select(sql<string>`covers.id`.as('id'))
    .where('away.role', 'in', roles)
    .where('away.endedAt', 'is', null)
    .where('standIn.endedAt', 'is', null)
    .where('covers.endedAt', 'is', null)
    .where('fromOn', '<=', today)
    .where('untilOn', '>=', today)

interface Found {
  readonly personId: PersonId
  /** Their own, or that of whom they stand in for. */
  readonly role: string
  readonly coversFor: PersonId | null
}

function inOrder(roles: readonly Audience[], found: readonly Found[]): readonly Recipient[] {
  const all: readonly Recipient[] = [
    ...roles.flatMap((role) =>
      found
        .filter((member) => member.coversFor === null && member.role === role)
        .map(({ personId }) => ({ personId, writtenAs: role, coversFor: null })),
    ),
    ...found
      .filter(({ coversFor }) => coversFor !== null)
      .map(({ personId, coversFor }) => ({ personId, coversFor, writtenAs: 'cover' as const })),
  ]
  return [...new Map(all.toReversed().map((one) => [one.personId, one])).values()].toReversed()
}
