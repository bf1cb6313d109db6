import type { AnnouncementsTable } from './tables/announcements.ts'
import type { AuditVerificationsTable } from './tables/audit-verifications.ts'
import type {
  OutliersTable,
  OwnFiguresTable,
  SignedClashesTable,
  SignedMarksTable,
  UsualFiguresTable,
} from './tables/compared-returns.ts'
import type { DigestChoicesTable } from './tables/digest-choices.ts'
import type {
  ContributionsTable,
  FigureBreakdownsTable,
  FingerprintsTable,
  NationalFiguresTable,
  PastContributionsTable,
  SnapshotReturnsTable,
} from './tables/figures.ts'
import type { LetterNumbersTable, LettersTable } from './tables/letters.ts'
import type {
  AuditEventsTable,
  AuditHeadsTable,
  IdempotencyKeysTable,
  OutboxTable,
  SessionsTable,
  SignInLinksTable,
} from './tables/machinery.ts'
import type {
  BrokenAddressesTable,
  CoversTable,
  MessageAttemptsTable,
  MessagePausesTable,
  MessagesTable,
} from './tables/messages.ts'
import type {
  AuthoritiesTable,
  AuthorityAliasesTable,
  AuthorityGssCodesTable,
  AuthorityPopulationsTable,
  AuthoritySuccessorsTable,
  ClientsTable,
  IdentitiesTable,
  MembershipsTable,
  PeopleTable,
} from './tables/people.ts'
import type { ReceiptCodesTable } from './tables/receipt-codes.ts'
import type { RehearsalsTable } from './tables/rehearsals.ts'
import type { RelaxationsTable } from './tables/relaxations.ts'
import type { ReminderRunsTable, RoundRemindersTable } from './tables/reminders.ts'
import type { RoundDateChangesTable } from './tables/round-date-changes.ts'
import type {
  DataRequestsTable,
  FrozenSourcesTable,
  RoundAuthoritiesTable,
  RoundsTable,
} from './tables/rounds.ts'
import type { SavedViewsTable } from './tables/saved-views.ts'
import type { SignOffRequestsTable } from './tables/sign-off-requests.ts'
import type { InvitationsTable, SignInAttemptsTable } from './tables/signing-in.ts'
import type {
  ContentChunksTable,
  ContentsTable,
  DataKeysTable,
  FindingCountsTable,
  PortalKeysTable,
  SubmissionsTable,
} from './tables/submissions.ts'
import type { WordingsTable } from './tables/wordings.ts'
import type {
  DataQueriesTable,
  DataQueryMessagesTable,
  ExplanationDecisionsTable,
  ExplanationsTable,
  ExtensionsTable,
  NoticesTable,
  QuestionsTable,
  ReturnDecisionsTable,
  RoundAnswersTable,
  RoundExtractsTable,
  RowExtractsTable,
  SignOffsTable,
} from './tables/work-on-returns.ts'

// What the migrations have made, as TypeScript sees it. tests/structure/schema.test.ts keeps the two in step.

export interface Schema {
  authorities: AuthoritiesTable
  authorityGssCodes: AuthorityGssCodesTable
  authorityAliases: AuthorityAliasesTable
  authoritySuccessors: AuthoritySuccessorsTable
  authorityPopulations: AuthorityPopulationsTable
  people: PeopleTable
  identities: IdentitiesTable
  invitations: InvitationsTable
  signInAttempts: SignInAttemptsTable
  memberships: MembershipsTable
  clients: ClientsTable
  frozenSources: FrozenSourcesTable
  rounds: RoundsTable
  roundAuthorities: RoundAuthoritiesTable
  rehearsals: RehearsalsTable
  roundDateChanges: RoundDateChangesTable
  dataRequests: DataRequestsTable
  submissions: SubmissionsTable
  findingCounts: FindingCountsTable
  contents: ContentsTable
  contentChunks: ContentChunksTable
  dataKeys: DataKeysTable
  portalKeys: PortalKeysTable
  explanations: ExplanationsTable
  explanationDecisions: ExplanationDecisionsTable
  signOffs: SignOffsTable
  signOffRequests: SignOffRequestsTable
  receiptCodes: ReceiptCodesTable
  returnDecisions: ReturnDecisionsTable
  rowExtracts: RowExtractsTable
  roundExtracts: RoundExtractsTable
  dataQueries: DataQueriesTable
  dataQueryMessages: DataQueryMessagesTable
  extensions: ExtensionsTable
  relaxations: RelaxationsTable
  questions: QuestionsTable
  roundAnswers: RoundAnswersTable
  notices: NoticesTable
  messages: MessagesTable
  messageAttempts: MessageAttemptsTable
  wordings: WordingsTable
  brokenAddresses: BrokenAddressesTable
  messagePauses: MessagePausesTable
  covers: CoversTable
  roundReminders: RoundRemindersTable
  reminderRuns: ReminderRunsTable
  digestChoices: DigestChoicesTable
  announcements: AnnouncementsTable
  letters: LettersTable
  letterNumbers: LetterNumbersTable
  contributions: ContributionsTable
  pastContributions: PastContributionsTable
  snapshotReturns: SnapshotReturnsTable
  fingerprints: FingerprintsTable
  nationalFigures: NationalFiguresTable
  figureBreakdowns: FigureBreakdownsTable
  savedViews: SavedViewsTable
  ownFigures: OwnFiguresTable
  signedMarks: SignedMarksTable
  signedClashes: SignedClashesTable
  outliers: OutliersTable
  usualFigures: UsualFiguresTable
  auditEvents: AuditEventsTable
  auditHeads: AuditHeadsTable
  auditVerifications: AuditVerificationsTable
  outbox: OutboxTable
  idempotencyKeys: IdempotencyKeysTable
  sessions: SessionsTable
  signInLinks: SignInLinksTable
}
