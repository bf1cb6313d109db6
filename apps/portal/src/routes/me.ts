import { transact } from '@rollcall/actions/context'
import { getPersonWithMemberships } from '@rollcall/database/askers'
import { AuthorityId, ClientId, MembershipId, PersonId } from '@rollcall/domain/ids'
import { permissionsOf } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type App, askerOf, type ContextFor } from '../app.ts'

const Membership = z.object({
  membershipId: MembershipId,
  role: z.enum(['officer', 'signatory', 'analyst', 'approver']),
  authorityId: AuthorityId.nullable().describe('Null in the office'),
  authorityCode: z.string().nullable(),
  authority: z.string().nullable().describe('Its name'),
})

const Me = z.object({
  person: z.object({ personId: PersonId, name: z.string(), email: z.string() }),
  membership: Membership.describe('The one in use'),
  memberships: z.array(Membership).describe('All that this person has'),
  clientId: ClientId.nullable().describe("The supplier's system that asks in their name"),
  may: z.array(z.string()).describe('What the membership in use may do'),
})

export function meRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/me',
    { schema: { tags: ['people'], summary: 'Who is asking, and what they may do', response: { 200: Me } } },
    async (request) => {
      const { viewer, membershipId } = askerOf(request)
      const { person, memberships: kept } = await transact(contextFor(request), (trx) =>
        getPersonWithMemberships(trx, viewer),
      )
      const memberships = kept.map(({ id, ...membership }) => ({ membershipId: id, ...membership }))
      const membership = memberships.find((one) => one.membershipId === membershipId)
      if (!membership) throw new Error(`membership ${membershipId} is in use and not among its person's`)
      return {
        person,
        membership,
        memberships,
        clientId: viewer.clientId ?? null,
        may: permissionsOf(viewer),
      }
    },
  )
}
