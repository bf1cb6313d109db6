import { recordEvent } from '@rollcall/database/audit-events'
import { insertClient } from '@rollcall/database/clients'
import type { Trx } from '@rollcall/database/connect'
import { findMembershipOf, getMembership } from '@rollcall/database/people'
import { readClientKey } from '@rollcall/domain/client-key'
import { ClientId, MembershipId } from '@rollcall/domain/ids'
import { type Membership, mustSpeakFor } from '@rollcall/domain/membership'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import type { Viewer } from '@rollcall/domain/viewer'
import { z } from 'zod'
import { type Context, transact } from './context.ts'

export const RegisterClient = z.object({
  name: z.string().trim().min(1, 'Give the system a name.').max(200),
  /** The public half of the key pair its assertions are signed with. */
  publicJwk: z.record(z.string(), z.unknown()),
  /** Whom it acts as; left out: whoever registers it. */
  membershipId: MembershipId.optional(),
})
export type RegisterClient = z.infer<typeof RegisterClient>

/** Lets a supplier's system act as one member. What it does is recorded as theirs, with its name. */
export async function registerClient(
  context: Pick<Context, 'viewer' | 'now' | 'db'>,
  { name, publicJwk, membershipId }: RegisterClient,
): Promise<{ readonly clientId: ClientId }> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'register a client')
  const key = await readClientKey(publicJwk)
  return await transact(context, async (trx) => {
    const member = membershipId ? await getMembership(trx, membershipId) : await ownMembership(trx, viewer)
    mustSpeakFor(viewer, member)

    const clientId = ClientId.parse(crypto.randomUUID())
    const { authorityId } = member
    await insertClient(trx, {
      ...{ id: clientId, membershipId: member.id, authorityId, name },
      publicJwk: JSON.stringify(key),
      registeredBy: 'personId' in viewer ? viewer.personId : null,
      registeredAt: now,
    })
    await recordEvent(trx, context, {
      type: 'client registered',
      ...{ authorityId, registeredClientId: clientId, membershipId: member.id },
    })
    return { clientId }
  })
}

async function ownMembership(trx: Trx, viewer: Viewer): Promise<Membership> {
  const own =
    viewer.role === 'system' ? undefined : await findMembershipOf(trx, { authorityId: null, ...viewer })
  if (own === undefined) throw problems.notFound({ what: 'person' })
  return own
}
