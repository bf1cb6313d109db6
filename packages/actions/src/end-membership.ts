import { removeClientsOf } from '@rollcall/database/clients'
import type { Trx } from '@rollcall/database/connect'
import { endMembership as end } from '@rollcall/database/people'
import { endSessionsOf } from '@rollcall/database/sessions'
import { asSystemWithin } from '@rollcall/database/transaction'
import type { MembershipId } from '@rollcall/domain/ids'
import type { Context } from './context.ts'

/** Ends what a person, and the systems that act in their name, may do from this moment on; says how many systems those were. */
export async function endMembership(
  { viewer, now }: Pick<Context, 'viewer' | 'now'>,
  trx: Trx,
  membershipId: MembershipId,
  handedTo: MembershipId | null = null,
): Promise<{ readonly clients: number }> {
  const by = 'personId' in viewer ? viewer.personId : null
  await end(trx, membershipId, { endedBy: by, endedAt: now, handedTo })
  const clients = await removeClientsOf(trx, membershipId, { removedBy: by, removedAt: now })
  await asSystemWithin(trx, viewer, () => endSessionsOf(trx, membershipId, now))
  return { clients }
}
