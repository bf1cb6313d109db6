import type { Context } from '@rollcall/actions/context'
import type { App, ContextFor, Services } from './app.ts'
import { acceptSeveralRoutes } from './routes/accept-several.ts'
import { accountRoutes } from './routes/account.ts'
import { answerPageRoutes } from './routes/answer-pages.ts'
import { apiDescriptionRoutes } from './routes/api-description.ts'
import { askSeveralRoutes } from './routes/ask-several.ts'
import { askedPageRoutes } from './routes/asked-pages.ts'
import { assetRoutes } from './routes/assets.ts'
import { auditPageRoutes } from './routes/audit-pages.ts'
import { authorityPageRoutes } from './routes/authority-pages.ts'
import { boardRoutes } from './routes/board.ts'
import { boardMapRoutes } from './routes/board-map.ts'
import { breakdownPageRoutes } from './routes/breakdown-pages.ts'
import { checkRoutes } from './routes/check.ts'
import { comparisonPageRoutes } from './routes/comparison-pages.ts'
import { dataQueryPageRoutes } from './routes/data-query-pages.ts'
import { dateChangePageRoutes } from './routes/date-change-pages.ts'
import { explanationRoutes } from './routes/explanations.ts'
import { extensionPageRoutes } from './routes/extension-pages.ts'
import { figureFilePageRoutes } from './routes/figure-files.ts'
import { figurePageRoutes } from './routes/figure-pages.ts'
import { giveTimePageRoutes } from './routes/give-time-pages.ts'
import { grantSeveralPageRoutes } from './routes/grant-several-pages.ts'
import { healthRoutes } from './routes/health.ts'
import { helpRoutes } from './routes/help.ts'
import { historyPageRoute } from './routes/history-page.ts'
import { informationRoutes } from './routes/information.ts'
import { invitationPageRoutes } from './routes/invitations.ts'
import { letterPageRoutes } from './routes/letter-pages.ts'
import { mailboxRoutes } from './routes/mailbox.ts'
import { messageActRoutes } from './routes/message-acts.ts'
import { messagePageRoutes } from './routes/message-pages.ts'
import { moreTimePageRoutes } from './routes/more-time-pages.ts'
import { noticePageRoutes } from './routes/notice-pages.ts'
import { notifyReceiptRoutes } from './routes/notify-receipts.ts'
import { officePeoplePageRoutes } from './routes/office-people-pages.ts'
import { peoplePageRoutes } from './routes/people-pages.ts'
import { publicationPageRoutes } from './routes/publication-pages.ts'
import { questionPageRoutes } from './routes/question-pages.ts'
import { reasonPageRoutes } from './routes/reason-pages.ts'
import { receiptPageRoutes } from './routes/receipts.ts'
import { rehearsalPageRoutes } from './routes/rehearsals.ts'
import { reminderPageRoutes } from './routes/reminder-pages.ts'
import { requestPageRoutes } from './routes/request-pages.ts'
import { resultRoutes } from './routes/results.ts'
import { reviewRoutes } from './routes/review.ts'
import { roundAskedPageRoutes } from './routes/round-asked-pages.ts'
import { roundChangeRoutes } from './routes/round-changes.ts'
import { roundExtractPageRoutes } from './routes/round-extract-pages.ts'
import { roundFormPageRoutes } from './routes/round-form-pages.ts'
import { roundPageRoutes } from './routes/round-pages.ts'
import { rowPageRoutes } from './routes/row-pages.ts'
import { rowsSeenRoute } from './routes/rows-seen.ts'
import { rulePageRoutes } from './routes/rule-pages.ts'
import { sendingRoutes } from './routes/sending.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { signInByMailRoutes } from './routes/sign-in-by-mail.ts'
import { signInWithOrganisationRoutes } from './routes/sign-in-with-organisation.ts'
import { signOffRequestRoutes } from './routes/sign-off-requests.ts'
import { publishedKeyRoutes } from './routes/signing-keys.ts'
import { signingOffRoutes } from './routes/signing-off.ts'
import { startRoutes } from './routes/start.ts'
import { toDoPageRoutes } from './routes/to-do-pages.ts'
import { viewPageRoutes } from './routes/view-pages.ts'
import { wordingPageRoutes } from './routes/wording-pages.ts'
import { wordingVersionRoutes } from './routes/wording-version-pages.ts'
import { signInDesk } from './sign-in-desk.ts'

interface Contexts {
  readonly contextFor: ContextFor
  readonly systemContext: () => Context
}

/** Every page, and what pages ask for. To find an address, start with this list. */
export function pageRoutes(pages: App, services: Services, { contextFor, systemContext }: Contexts): void {
  startRoutes(pages, contextFor)
  roundPageRoutes(pages, contextFor)
  roundChangeRoutes(pages, services, contextFor)
  roundFormPageRoutes(pages, contextFor)
  roundAskedPageRoutes(pages, contextFor)
  noticePageRoutes(pages, services, contextFor)
  letterPageRoutes(pages, services, contextFor)
  rehearsalPageRoutes(pages, contextFor)
  dateChangePageRoutes(pages, contextFor)
  requestPageRoutes(pages, contextFor)
  askedPageRoutes(pages, contextFor)
  questionPageRoutes(pages, contextFor)
  moreTimePageRoutes(pages, contextFor)
  extensionPageRoutes(pages, contextFor)
  giveTimePageRoutes(pages, contextFor)
  grantSeveralPageRoutes(pages, contextFor)
  answerPageRoutes(pages, contextFor)
  figurePageRoutes(pages, contextFor)
  publicationPageRoutes(pages, contextFor)
  breakdownPageRoutes(pages, contextFor)
  comparisonPageRoutes(pages, contextFor)
  figureFilePageRoutes(pages, contextFor)
  rowPageRoutes(pages, contextFor)
  rowsSeenRoute(pages, contextFor)
  roundExtractPageRoutes(pages, contextFor)
  historyPageRoute(pages, contextFor)
  explanationRoutes(pages, contextFor)
  signOffRequestRoutes(pages, contextFor)
  dataQueryPageRoutes(pages, contextFor)
  receiptPageRoutes(pages, services, contextFor, systemContext)
  signingOffRoutes(pages, contextFor)
  reviewRoutes(pages, contextFor)
  reasonPageRoutes(pages, contextFor)
  const desk = signInDesk(pages, services, systemContext)
  signInRoutes(pages, desk)
  signInByMailRoutes(pages, desk)
  signInWithOrganisationRoutes(pages, desk)
  invitationPageRoutes(pages, desk)
  accountRoutes(pages, services, contextFor)
  peoplePageRoutes(pages, contextFor)
  officePeoplePageRoutes(pages, contextFor)
  authorityPageRoutes(pages, contextFor)
  auditPageRoutes(pages, contextFor)
  boardRoutes(pages, contextFor)
  boardMapRoutes(pages, contextFor)
  viewPageRoutes(pages, contextFor)
  wordingPageRoutes(pages, services, contextFor)
  wordingVersionRoutes(pages, services, contextFor)
  messagePageRoutes(pages, contextFor)
  messageActRoutes(pages, contextFor)
  reminderPageRoutes(pages, contextFor)
  toDoPageRoutes(pages, contextFor)
  rulePageRoutes(pages, contextFor)
  askSeveralRoutes(pages, contextFor)
  acceptSeveralRoutes(pages, contextFor)
  sendingRoutes(pages, contextFor)
  resultRoutes(pages, contextFor)
  helpRoutes(pages)
  informationRoutes(pages)
  checkRoutes(pages, contextFor)
  apiDescriptionRoutes(pages)
  assetRoutes(pages)
  publishedKeyRoutes(pages, services)
  notifyReceiptRoutes(pages, services, systemContext)
  mailboxRoutes(pages, services)
  healthRoutes(pages, services)
}
