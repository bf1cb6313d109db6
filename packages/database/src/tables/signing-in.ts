import type { MembershipId, PersonId } from '@rollcall/domain/ids'
import type { Generated } from 'kysely'

export interface InvitationsTable {
  id: Generated<string>
  membershipId: MembershipId
  invitedBy: PersonId | null
  madeAt: Generated<Date>
  tokenHash: Buffer | null
  expiresAt: Date | null
  acceptedAt: Date | null
}

export interface SignInAttemptsTable {
  id: Generated<string>
  personId: PersonId | null
  invitationId: string | null
  addressMark: Buffer
  networkMark: Buffer
  browserMark: Buffer
  linkMark: Buffer
  codeMark: Buffer
  askedAt: Generated<Date>
  expiresAt: Date
  wrongCodes: Generated<number>
  usedAt: Date | null
}
