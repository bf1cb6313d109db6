import type { Authority } from '@rollcall/domain/authority'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Collection } from '@rollcall/domain/collection'
import type { AuthorityId, DataRequestId, PersonId, RoundId, SubmissionId } from '@rollcall/domain/ids'
import type { RequestState } from '@rollcall/domain/request-life'
import type { RoundState } from '@rollcall/domain/round-life'
import type { ChosenBy } from '@rollcall/domain/who-is-asked'
import type { Generated } from 'kysely'
import type { Json } from '../json.ts'

export interface FrozenSourcesTable {
  hash: string
  kind: 'collection' | 'authorities'
  body: Json<Collection | readonly Authority[]>
}

export interface RoundsTable {
  id: Generated<RoundId>
  title: string
  collectionId: string
  collectionVersion: number
  collectionHash: string
  authoritiesHash: string
  referenceOn: CalendarDate
  lastRoundId: RoundId | null
  state: Generated<RoundState>
  issueOn: CalendarDate
  dueOn: CalendarDate
  closesOn: CalendarDate
  publishOn: CalendarDate | null
  contact: string
  revision: Generated<number>
  openedBy: PersonId
  openedAt: Generated<Date>
  changedBy: PersonId
  approvedBy: PersonId | null
  approvedAt: Date | null
  issuedBy: PersonId | null
  issuedAt: Date | null
  closedBy: PersonId | null
  closedAt: Date | null
  whoAsked: Json<ChosenBy>
  message: string | null
  changedAt: Generated<Date>
}

export interface RoundAuthoritiesTable {
  roundId: RoundId
  authorityId: AuthorityId
}

export interface DataRequestsTable {
  id: Generated<DataRequestId>
  roundId: RoundId
  authorityId: AuthorityId
  state: Generated<RequestState>
  dueOn: CalendarDate
  currentSubmissionId: SubmissionId | null
  acceptedSubmissionId: SubmissionId | null
  revision: Generated<number>
  issuedAt: Generated<Date>
}
