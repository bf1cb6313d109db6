import type { ClientId } from '@rollcall/domain/ids'
import { type AuthorityViewer, type OfficeViewer, viewerOf } from '@rollcall/domain/viewer'
import type { Trx } from './connect.ts'
import { membershipsOf } from './people.ts'
import { asSystemWithin } from './transaction.ts'

/** The person who asks, with every membership they have: those for other authorities too, which are theirs to know of. */
export const getPersonWithMemberships = (trx: Trx, viewer: AuthorityViewer | OfficeViewer) =>
  asSystemWithin(trx, viewer, async () => {
    const person = await trx
      .selectFrom('people')
      .select(['id as personId', 'name', 'email'])
      .where('id', '=', viewer.personId)
      .executeTakeFirstOrThrow()
    return { person, memberships: await membershipsOf(trx, viewer.personId) }
  })

// What follows finds out who asks, so it needs the system's eyes.

/** A supplier's system that was not removed, with the membership it acts as, which has not ended. */
export async function findClient(trx: Trx, id: ClientId) {
  const found = await trx
    .selectFrom('clients')
    .innerJoin('memberships', 'memberships.id', 'clients.membershipId')
    .select(['clients.publicJwk', 'clients.membershipId'])
    .select(['memberships.role', 'memberships.personId', 'memberships.authorityId'])
    .where('clients.id', '=', id)
    .where('clients.removedAt', 'is', null)
    .where('memberships.endedAt', 'is', null)
    .executeTakeFirst()
  if (found === undefined) return undefined
  const { publicJwk, membershipId, ...member } = found
  return { publicJwk, membershipId, viewer: viewerOf(member, id) }
}

/** The person that a sign-in service knows by this name, and what they may act as. */
export async function findIdentity(
  trx: Trx,
  { issuer, tenant, subject }: { readonly issuer: string; readonly tenant: string; readonly subject: string },
) {
  const found = await trx
    .selectFrom('identities')
    .select('personId')
    .where('issuer', '=', issuer)
    .where('tenant', '=', tenant)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return found && { ...found, memberships: await membershipsOf(trx, found.personId) }
}
