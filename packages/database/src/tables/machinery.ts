import type {
  AuthorityId,
  ClientId,
  DataRequestId,
  MembershipId,
  PersonId,
  RoundId,
  SessionId,
} from '@rollcall/domain/ids'
import type { Generated, GeneratedAlways } from 'kysely'
import type { Json } from '../json.ts'

export interface AuditEventsTable {
  seq: number
  at: Date
  authorityId: AuthorityId | null
  personId: PersonId | null
  clientId: ClientId | null
  type: string
  details: Json<Readonly<Record<string, string | number | boolean | null>>>
  /** Out of the details. */
  dataRequestId: GeneratedAlways<DataRequestId | null>
  /** Out of the details. */
  roundId: GeneratedAlways<RoundId | null>
  previousHash: Buffer
  hash: Buffer
  authoritySeq: number | null
  authorityPreviousHash: Buffer | null
  authorityHash: Buffer | null
}

export interface AuditHeadsTable {
  chain: string
  seq: number
  hash: Buffer
}

export interface OutboxTable {
  id: Generated<number>
  job: string
  input: Json<object>
  once: string | null
  createdAt: Generated<Date>
  takenAt: Date | null
  relayedAt: Date | null
  begunAt: Date | null
  doneAt: Date | null
  failedAt: Date | null
}

export interface IdempotencyKeysTable {
  holder: string
  key: string
  requestHash: string
  status: number | null
  headers: Json<Readonly<Record<string, string>> | null>
  body: string | null
  doneIn: string | null
  createdAt: Generated<Date>
}

export interface SessionsTable {
  id: Generated<SessionId>
  tokenHash: Buffer
  personId: PersonId
  membershipId: MembershipId
  createdAt: Generated<Date>
  lastSeenAt: Generated<Date>
  endsAt: Date
  endedAt: Date | null
  browser: string | null
}

export interface SignInLinksTable {
  id: Generated<string>
  tokenHash: Buffer
  membershipId: MembershipId
  madeAt: Generated<Date>
  expiresAt: Date
  usedAt: Date | null
}
