import { findIdentity } from '@rollcall/database/askers'
import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { insertIdentity } from '@rollcall/database/identities'
import { lockOpenInvitation } from '@rollcall/database/invitations'
import { insertMessages } from '@rollcall/database/messages'
import { findMembership } from '@rollcall/database/people'
import { findLastUsedMembership } from '@rollcall/database/sign-in-attempts'
import type { Membership } from '@rollcall/domain/membership'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { signInProblems } from '@rollcall/domain/sign-in'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { invitationHash } from './invitation-token.ts'
import { enqueue, jobs } from './jobs.ts'
import { type StartedSession, startSession } from './start-session.ts'

export const SignInWithOrganisation = z.object({
  /** As the organisation's service names the person, and has shown that it is them. */
  identity: z.object({ issuer: z.string().min(1), tenant: z.string(), subject: z.string().min(1) }),
  /** The token of the invitation they came from, where they did. */
  invitation: z.string().nullish(),
  browser: z.string().nullish(),
})
export type SignInWithOrganisation = z.infer<typeof SignInWithOrganisation>

/** Signs in whoever an organisation's service has named. From an invitation, it is noted for good that this is who was invited. */
export async function signInWithOrganisation(
  context: Context,
  { identity, invitation, browser }: SignInWithOrganisation,
): Promise<StartedSession> {
  const { now } = context
  mustBeAllowed(context.viewer, 'sign in')
  return await transact(context, async (trx) => {
    const known = await findIdentity(trx, identity)
    const invited = invitation ? await invitedMembership(trx, invitation, now) : undefined
    const membership = invited ?? (known && (await findLastUsedMembership(trx, known.personId)))
    if (membership === undefined) throw nobody(invitation)
    if (known && known.personId !== membership.personId) throw signInProblems.identityTaken()

    if (!known) await link(trx, context, identity, membership)
    return await startSession(trx, { membership, way: 'organisation', browser, now })
  })
}

async function invitedMembership(trx: Trx, token: string, now: Date): Promise<Membership | undefined> {
  const invited = await lockOpenInvitation(trx, invitationHash(token), now)
  return invited && (await findMembership(trx, invited.membershipId))
}

const nobody = (invitation: string | null | undefined): Error =>
  invitation ? signInProblems.invitationSpent() : signInProblems.identityUnknown()

/** Notes who somebody is at their organisation, and has it told to them. */
async function link(
  trx: Trx,
  context: Context,
  identity: SignInWithOrganisation['identity'],
  { id: membershipId, authorityId, personId: linkedTo, role }: Membership,
): Promise<void> {
  const isNew = await insertIdentity(trx, { ...identity, personId: linkedTo, linkedAt: context.now })
  // Somebody else was quicker in this very moment.
  if (!isNew) throw signInProblems.identityTaken()
  const { issuer } = identity
  await recordEvent(trx, context, {
    type: 'organisation sign-in linked',
    ...{ authorityId, membershipId, linkedTo, issuer },
  })
  // So that they notice where it was not they who did it.
  await insertMessages(trx, [
    {
      ...{ kind: 'work account linked', step: `${membershipId} ${context.now.toISOString()}` },
      ...{ personId: linkedTo, writtenAs: role, authorityId, sendAfter: context.now },
    },
  ])
  await enqueue(trx, jobs.sendMessages, {})
}
