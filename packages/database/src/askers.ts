import type { MembershipId, PersonId } from '@rollcall/domain/ids'
import type { AuthorityViewer, OfficeViewer } from '@rollcall/domain/viewer'
import type { Trx } from './connect.ts'
import { asSystemWithin } from './transaction.ts'

/** The person who asks, with every membership they have: those for other authorities too, which are theirs to know of. */
export const getPersonWithMemberships = (trx: Trx, viewer: AuthorityViewer | OfficeViewer) =>
  asSystemWithin(trx, viewer, async () => {
    const person = await trx
      .selectFrom('people')
      .select(['id as personId', 'name', 'email'])
      .where('id', '=', viewer.personId)
      .executeTakeFirstOrThrow()
    return { person, memberships: await listMembershipsOf(trx, viewer.personId) }
  })

/** The memberships a person has now. For the system's eyes: before it is known who asks, nobody else can look. */
export async function listMembershipsOf(trx: Trx, personId: PersonId) {
  const rows = await liveMemberships(trx)
    .where('memberships.personId', '=', personId)
    .orderBy('memberships.invitedAt')
    .orderBy('memberships.id')
    .execute()
  return rows.map(membershipOf)
}

/** One membership that has not ended, or `undefined`. For the system's eyes. */
export async function findMembership(trx: Trx, id: MembershipId) {
  const row = await liveMemberships(trx).where('memberships.id', '=', id).executeTakeFirst()
  return row && { ...membershipOf(row), personId: row.personId }
}

const liveMemberships = (trx: Trx) =>
  trx
    .selectFrom('memberships')
    .leftJoin('authorities', 'authorities.id', 'memberships.authorityId')
    .select([
      'memberships.id as membershipId',
      'memberships.personId',
      'memberships.role',
      'authorities.id as authorityId',
      'authorities.code',
      'authorities.name',
      'authorities.kind',
    ])
    .where('memberships.endedAt', 'is', null)

type MembershipRow = Awaited<ReturnType<ReturnType<typeof liveMemberships>['executeTakeFirstOrThrow']>>

function membershipOf({ membershipId, role, authorityId, code, name, kind }: MembershipRow) {
  const isOfAuthority = authorityId !== null && code !== null && name !== null && kind !== null
  return { membershipId, role, authority: isOfAuthority ? { authorityId, code, name, kind } : null }
}
