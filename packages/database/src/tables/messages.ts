import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type {
  AuthorityId,
  BrokenAddressId,
  CoverId,
  DataRequestId,
  MembershipId,
  MessageId,
  PersonId,
  RoundId,
} from '@rollcall/domain/ids'
import type { AddressFault, AttemptBecame, MessageState, WrittenAs } from '@rollcall/domain/message'
import type { Generated } from 'kysely'

export interface MessagesTable {
  id: Generated<MessageId>
  kind: string
  step: string
  personId: PersonId
  writtenAs: WrittenAs
  coversFor: PersonId | null
  authorityId: AuthorityId | null
  roundId: RoundId | null
  dataRequestId: DataRequestId | null
  aboutId: string | null
  resends: MessageId | null
  askedBy: PersonId | null
  madeAt: Generated<Date>
  sendAfter: Date
  state: Generated<MessageState>
  attempts: Generated<number>
  begunAt: Date | null
  address: string | null
  subject: string | null
  body: string | null
  wordingVersion: number | null
  provider: string | null
  providerId: string | null
  sentAt: Date | null
  settledAt: Date | null
  settledBy: PersonId | null
  why: string | null
  proofHash: Buffer | null
  unprovenReports: Generated<number>
}

export interface MessageAttemptsTable {
  messageId: MessageId
  number: number
  begunAt: Date
  provider: string | null
  became: AttemptBecame | null
  becameAt: Date | null
  said: string | null
}

export interface BrokenAddressesTable {
  id: Generated<BrokenAddressId>
  personId: PersonId
  address: string
  messageId: MessageId | null
  fault: AddressFault
  said: string | null
  foundAt: Date
  clearedAt: Date | null
  clearedBy: PersonId | null
}

export interface MessagePausesTable {
  id: Generated<string>
  roundId: RoundId | null
  reason: string
  pausedBy: PersonId
  pausedAt: Date
  resumedBy: PersonId | null
  resumedAt: Date | null
}

export interface CoversTable {
  id: Generated<CoverId>
  authorityId: AuthorityId | null
  membershipId: MembershipId
  coverId: MembershipId
  fromOn: CalendarDate
  untilOn: CalendarDate
  namedBy: PersonId
  namedAt: Date
  endedBy: PersonId | null
  endedAt: Date | null
}
