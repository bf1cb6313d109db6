import type { Context } from '@rollcall/actions/context'
import type { App, ContextFor, Services } from './app.ts'
import { acceptanceRoutes } from './routes/accept-several.ts'
import { auditRoutes } from './routes/audit.ts'
import { authorityRoutes } from './routes/authorities.ts'
import { boardMapApiRoutes } from './routes/board-map.ts'
import { clientRoutes } from './routes/clients.ts'
import { collectionRoutes } from './routes/collections.ts'
import { comparisonRoutes } from './routes/comparisons.ts'
import { coverRoutes } from './routes/covers.ts'
import { dataQueryRoutes } from './routes/data-queries.ts'
import { dataRequestRoutes } from './routes/data-requests.ts'
import { dateChangeRoutes } from './routes/date-changes.ts'
import { digestRoutes } from './routes/digest.ts'
import { explanationDecisionRoutes } from './routes/explanation-decisions.ts'
import { extensionRoutes } from './routes/extensions.ts'
import { figureFileRoutes } from './routes/figure-files.ts'
import { figureRoutes } from './routes/figures.ts'
import { historyRoutes } from './routes/history.ts'
import { invitationRoutes } from './routes/invitations.ts'
import { keyRoutes } from './routes/keys.ts'
import { letterRoutes } from './routes/letters.ts'
import { meRoutes } from './routes/me.ts'
import { messageRoutes } from './routes/messages.ts'
import { noticeRoutes } from './routes/notices.ts'
import { officePeopleRoutes } from './routes/office-people.ts'
import { peopleRoutes } from './routes/people.ts'
import { publicationRoutes } from './routes/publications.ts'
import { questionRoutes } from './routes/questions.ts'
import { receiptRoutes } from './routes/receipts.ts'
import { rehearsalRoutes } from './routes/rehearsals.ts'
import { relaxationRoutes } from './routes/relaxations.ts'
import { reminderRoutes } from './routes/reminders.ts'
import { returnRoutes } from './routes/returns.ts'
import { reviewApiRoutes } from './routes/reviews.ts'
import { roundExtractRoutes } from './routes/round-extracts.ts'
import { roundRoutes } from './routes/rounds.ts'
import { rowExtractRoutes } from './routes/row-extracts.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { signingKeyRoutes } from './routes/signing-keys.ts'
import { submissionContentRoutes } from './routes/submission-content.ts'
import { submissionRoutes } from './routes/submissions.ts'
import { summaryRoutes } from './routes/summary.ts'
import { toDoRoutes } from './routes/to-do.ts'
import { tokenRoutes } from './routes/token.ts'
import { viewRoutes } from './routes/views.ts'
import { wordingRoutes } from './routes/wordings.ts'

interface Contexts {
  readonly contextFor: ContextFor
  readonly systemContext: () => Context
}

/** The whole API, below /api/v1. To find an address, start with this list. */
export function apiRoutes(api: App, services: Services, { contextFor, systemContext }: Contexts): void {
  tokenRoutes(api, services)
  meRoutes(api, contextFor)
  sessionRoutes(api, contextFor)
  collectionRoutes(api, contextFor)
  roundRoutes(api, contextFor)
  rehearsalRoutes(api, contextFor)
  dateChangeRoutes(api, contextFor)
  reminderRoutes(api, contextFor)
  questionRoutes(api, contextFor)
  dataRequestRoutes(api, contextFor)
  submissionRoutes(api, contextFor)
  submissionContentRoutes(api, contextFor)
  rowExtractRoutes(api, contextFor)
  roundExtractRoutes(api, contextFor)
  summaryRoutes(api, contextFor)
  reviewApiRoutes(api, contextFor)
  boardMapApiRoutes(api, contextFor)
  viewRoutes(api, contextFor)
  wordingRoutes(api, services, contextFor)
  returnRoutes(api, contextFor)
  receiptRoutes(api, systemContext)
  historyRoutes(api, contextFor)
  dataQueryRoutes(api, contextFor)
  explanationDecisionRoutes(api, contextFor)
  extensionRoutes(api, contextFor)
  relaxationRoutes(api, contextFor)
  figureRoutes(api, contextFor)
  comparisonRoutes(api, contextFor)
  figureFileRoutes(api, contextFor)
  publicationRoutes(api, contextFor)
  toDoRoutes(api, contextFor)
  acceptanceRoutes(api, contextFor)
  digestRoutes(api, contextFor)
  peopleRoutes(api, contextFor)
  officePeopleRoutes(api, contextFor)
  invitationRoutes(api, contextFor)
  coverRoutes(api, contextFor)
  clientRoutes(api, contextFor)
  noticeRoutes(api, contextFor)
  messageRoutes(api, contextFor)
  letterRoutes(api, services, contextFor)
  authorityRoutes(api, contextFor)
  auditRoutes(api, contextFor)
  keyRoutes(api, contextFor)
  signingKeyRoutes(api, contextFor)
}
