import type { MembershipId } from '@rollcall/domain/ids'
import type { Insertable } from 'kysely'
import type { Trx } from './connect.ts'
import type { InvitationsTable } from './tables/signing-in.ts'

// Invitations are the system's alone: every query here needs its eyes.

/** Keeps a new invitation. Those before it to the same membership are over. */
export async function insertInvitation(trx: Trx, invitation: Insertable<InvitationsTable>): Promise<void> {
  await trx
    .deleteFrom('invitations')
    .where('membershipId', '=', invitation.membershipId)
    .where('tokenHash', 'is', null)
    .execute()
  await trx
    .updateTable('invitations')
    .set({ expiresAt: invitation.madeAt ?? new Date() })
    .where('membershipId', '=', invitation.membershipId)
    .where('acceptedAt', 'is', null)
    .execute()
  await trx.insertInto('invitations').values(invitation).execute()
}

/** The invitation to a membership that was made last. */
export const findLastInvitation = (trx: Trx, membershipId: MembershipId) =>
  trx
    .selectFrom('invitations')
    .select('madeAt')
    .where('membershipId', '=', membershipId)
    .orderBy('madeAt', 'desc')
    .limit(1)
    .executeTakeFirst()

/** An invitation to a membership that has not ended, with all that its letter and its page say; held until the transaction ends. */
export const lockInvitation = (trx: Trx, id: string) =>
  invitations(trx).where('invitations.id', '=', id).forUpdate('invitations').executeTakeFirst()

/** The invitation of a link, while it can be accepted. */
export const findInvitation = (trx: Trx, tokenHash: Buffer, now: Date) =>
  open(trx, tokenHash, now).executeTakeFirst()

/** The same, held until the transaction ends. */
export const lockOpenInvitation = (trx: Trx, tokenHash: Buffer, now: Date) =>
  open(trx, tokenHash, now).forUpdate('invitations').executeTakeFirst()

/** The membership of an invitation that is being accepted, unless it has ended meanwhile. */
export const findInvitedMembership = (trx: Trx, id: string) =>
  trx
    .selectFrom('invitations')
    .innerJoin('memberships', 'memberships.id', 'invitations.membershipId')
    .select(['memberships.id', 'memberships.personId', 'memberships.authorityId', 'memberships.role'])
    .where('invitations.id', '=', id)
    .where('memberships.endedAt', 'is', null)
    .executeTakeFirst()

type Change = Partial<Pick<InvitationsTable, 'tokenHash' | 'expiresAt'>>

export async function updateInvitation(trx: Trx, id: string, change: Change): Promise<void> {
  await trx.updateTable('invitations').set(change).where('id', '=', id).execute()
}

/** Whoever has signed in as a membership has accepted it; says whether they had not before. */
export async function acceptInvitations(trx: Trx, membershipId: MembershipId, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('invitations')
    .set({ acceptedAt: now })
    .where('membershipId', '=', membershipId)
    .where('acceptedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Removes invitations made before a moment. */
export async function forgetOldInvitations(trx: Trx, before: Date): Promise<void> {
  await trx.deleteFrom('invitations').where('madeAt', '<', before).execute()
}

const open = (trx: Trx, tokenHash: Buffer, now: Date) =>
  invitations(trx)
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', now)
    .where('acceptedAt', 'is', null)

const invitations = (trx: Trx) =>
  trx
    .selectFrom('invitations')
    .innerJoin('memberships', 'memberships.id', 'invitations.membershipId')
    .innerJoin('people', 'people.id', 'memberships.personId')
    .leftJoin('people as inviters', 'inviters.id', 'invitations.invitedBy')
    .leftJoin('authorities', 'authorities.id', 'memberships.authorityId')
    .select(['invitations.id', 'invitations.membershipId', 'expiresAt', 'acceptedAt'])
    .select(['memberships.personId', 'memberships.authorityId', 'memberships.role'])
    .select(['people.name', 'people.email', 'inviters.name as invitedBy', 'authorities.name as authority'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('invitations as newer')
          .select('newer.id')
          .whereRef('newer.membershipId', '=', 'invitations.membershipId')
          .whereRef('newer.madeAt', '>', 'invitations.madeAt'),
      ).as('isReplaced'),
    )
    .where('memberships.endedAt', 'is', null)
