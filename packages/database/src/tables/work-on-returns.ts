import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { DataQueryAbout } from '@rollcall/domain/data-query'
import type { DecisionKind } from '@rollcall/domain/decision'
import type {
  AuthorityId,
  DataQueryId,
  DataRequestId,
  ExtensionId,
  PersonId,
  RoundExtractId,
  RoundId,
  RowExtractId,
  SubmissionId,
} from '@rollcall/domain/ids'
import type { RequestState } from '@rollcall/domain/request-life'
import type { FigureGroup } from '@rollcall/domain/rows-of-figure'
import type { Generated } from 'kysely'
import type { Json } from '../json.ts'

export interface ExplanationsTable {
  id: Generated<string>
  dataRequestId: DataRequestId
  authorityId: AuthorityId
  submissionId: SubmissionId
  rule: string
  subjectMark: Buffer
  valueMark: Buffer
  textSealed: Buffer
  givenBy: PersonId
  givenAt: Generated<Date>
}

export interface ExplanationDecisionsTable {
  id: Generated<string>
  dataRequestId: DataRequestId
  authorityId: AuthorityId
  explanationId: string
  decision: 'accepted' | 'refused' | 'taken back'
  dataQueryId: DataQueryId | null
  decidedBy: PersonId
  decidedAt: Generated<Date>
}

export interface SignOffsTable {
  id: Generated<string>
  dataRequestId: DataRequestId
  authorityId: AuthorityId
  submissionId: SubmissionId
  sha256: string
  statement: string
  signedBy: PersonId
  signedAt: Generated<Date>
}

export interface ReturnDecisionsTable {
  id: Generated<string>
  dataRequestId: DataRequestId
  authorityId: AuthorityId
  submissionId: SubmissionId | null
  decision: DecisionKind
  reasonSealed: Buffer | null
  decidedBy: PersonId
  decidedAt: Generated<Date>
  stateBefore: RequestState | null
  acceptedBefore: SubmissionId | null
  takesBack: string | null
}

export interface RowExtractsTable {
  id: Generated<RowExtractId>
  dataRequestId: DataRequestId
  authorityId: AuthorityId
  submissionId: SubmissionId
  reasonSealed: Buffer
  takenBy: PersonId
  takenAt: Generated<Date>
  figure: string | null
  breakdown: Json<FigureGroup['breakdown'] | null>
  roundExtractId: RoundExtractId | null
}

export interface RoundExtractsTable {
  id: Generated<RoundExtractId>
  roundId: RoundId
  sheet: string
  columns: Json<readonly string[]>
  figure: string | null
  withIdentifiers: boolean
  reasonSealed: Buffer | null
  askedBy: PersonId
  askedAt: Generated<Date>
  decision: 'approved' | 'refused' | null
  decisionSealed: Buffer | null
  decidedBy: PersonId | null
  decidedAt: Date | null
  until: CalendarDate | null
  endedBy: PersonId | null
  endedAt: Date | null
}

export interface DataQueriesTable {
  id: Generated<DataQueryId>
  dataRequestId: DataRequestId
  authorityId: AuthorityId
  submissionId: SubmissionId
  about: Json<DataQueryAbout>
  dueOn: CalendarDate
  raisedBy: PersonId
  raisedAt: Generated<Date>
  closedBy: PersonId | null
  closedAt: Date | null
}

export interface DataQueryMessagesTable {
  id: Generated<string>
  dataQueryId: DataQueryId
  authorityId: AuthorityId
  textSealed: Buffer
  writtenBy: PersonId
  fromOffice: boolean
  writtenAt: Generated<Date>
}

export interface ExtensionsTable {
  id: Generated<ExtensionId>
  dataRequestId: DataRequestId
  authorityId: AuthorityId
  state: 'asked' | 'granted' | 'refused'
  askedUntil: CalendarDate | null
  askedBy: PersonId | null
  askedAt: Date | null
  askedSealed: Buffer | null
  until: CalendarDate | null
  decidedBy: PersonId | null
  decidedAt: Date | null
  decisionSealed: Buffer | null
}

export interface QuestionsTable {
  id: Generated<string>
  roundId: RoundId
  dataRequestId: DataRequestId
  authorityId: AuthorityId
  textSealed: Buffer
  askedBy: PersonId
  askedAt: Generated<Date>
}

export interface RoundAnswersTable {
  id: Generated<string>
  roundId: RoundId
  question: string
  answer: string
  /** The one it was published for, if it was for one. */
  questionId: string | null
  publishedBy: PersonId
  publishedAt: Generated<Date>
}

export interface NoticesTable {
  id: Generated<string>
  roundId: RoundId
  dataRequestId: DataRequestId
  authorityId: AuthorityId
  kind: string
  recipients: 'officers' | 'signatories' | 'authority' | 'office'
  aboutId: string | null
  createdAt: Generated<Date>
}
