import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import type { Context } from '@rollcall/actions/context'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { system, type Viewer } from '@rollcall/domain/viewer'
import { today } from '@rollcall/platform/clock'
import { limits } from '@rollcall/workbook/limits'
import Fastify, { type FastifyBaseLogger, type FastifyError } from 'fastify'
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { apiDocument } from './api-document.ts'
import { type App, askerOf, type ContextFor, type Services } from './app.ts'
import { compressedPages } from './compressed-pages.ts'
import { elsewhere } from './elsewhere.ts'
import { showError } from './errors.ts'
import { forms } from './forms.ts'
import { idempotency } from './idempotency.ts'
import { lastAnswers } from './last-answers.ts'
import { noSuchAddress } from './no-such-address.ts'
import { bindForms } from './pages/form.ts'
import { Html } from './pages/html.ts'
import { rateLimits, usualLimits } from './rate-limits.ts'
import { RequestLog } from './request-log.ts'
import { routeList } from './route-list.ts'
import { acceptanceRoutes, acceptSeveralRoutes } from './routes/accept-several.ts'
import { accountRoutes } from './routes/account.ts'
import { answerPageRoutes } from './routes/answer-pages.ts'
import { apiDescriptionRoutes } from './routes/api-description.ts'
import { askSeveralRoutes } from './routes/ask-several.ts'
import { askedPageRoutes } from './routes/asked-pages.ts'
import { assetRoutes } from './routes/assets.ts'
import { auditRoutes } from './routes/audit.ts'
import { auditPageRoutes } from './routes/audit-pages.ts'
import { authorityRoutes } from './routes/authorities.ts'
import { authorityPageRoutes } from './routes/authority-pages.ts'
import { boardRoutes } from './routes/board.ts'
import { boardMapApiRoutes, boardMapRoutes } from './routes/board-map.ts'
import { breakdownPageRoutes } from './routes/breakdown-pages.ts'
import { checkRoutes } from './routes/check.ts'
import { clientRoutes } from './routes/clients.ts'
import { collectionRoutes } from './routes/collections.ts'
import { comparisonPageRoutes } from './routes/comparison-pages.ts'
import { comparisonRoutes } from './routes/comparisons.ts'
import { coverRoutes } from './routes/covers.ts'
import { dataQueryRoutes } from './routes/data-queries.ts'
import { dataQueryPageRoutes } from './routes/data-query-pages.ts'
import { dataRequestRoutes } from './routes/data-requests.ts'
import { dateChangePageRoutes } from './routes/date-change-pages.ts'
import { dateChangeRoutes } from './routes/date-changes.ts'
import { digestRoutes } from './routes/digest.ts'
import { explanationDecisionRoutes } from './routes/explanation-decisions.ts'
import { explanationRoutes } from './routes/explanations.ts'
import { extensionPageRoutes } from './routes/extension-pages.ts'
import { extensionRoutes } from './routes/extensions.ts'
import { figureFilePageRoutes, figureFileRoutes } from './routes/figure-files.ts'
import { figurePageRoutes } from './routes/figure-pages.ts'
import { figureRoutes } from './routes/figures.ts'
import { giveTimePageRoutes } from './routes/give-time-pages.ts'
import { grantSeveralPageRoutes } from './routes/grant-several-pages.ts'
import { healthRoutes } from './routes/health.ts'
import { helpRoutes } from './routes/help.ts'
import { historyRoutes } from './routes/history.ts'
import { historyPageRoute } from './routes/history-page.ts'
import { informationRoutes } from './routes/information.ts'
import { invitationPageRoutes, invitationRoutes } from './routes/invitations.ts'
import { keyRoutes } from './routes/keys.ts'
import { letterPageRoutes } from './routes/letter-pages.ts'
import { letterRoutes } from './routes/letters.ts'
import { mailboxRoutes } from './routes/mailbox.ts'
import { meRoutes } from './routes/me.ts'
import { messagePageRoutes } from './routes/message-pages.ts'
import { moreTimePageRoutes } from './routes/more-time-pages.ts'
import { noticePageRoutes } from './routes/notice-pages.ts'
import { noticeRoutes } from './routes/notices.ts'
import { notifyReceiptRoutes } from './routes/notify-receipts.ts'
import { officePeopleRoutes } from './routes/office-people.ts'
import { officePeoplePageRoutes } from './routes/office-people-pages.ts'
import { peopleRoutes } from './routes/people.ts'
import { peoplePageRoutes } from './routes/people-pages.ts'
import { questionPageRoutes } from './routes/question-pages.ts'
import { questionRoutes } from './routes/questions.ts'
import { reasonPageRoutes } from './routes/reason-pages.ts'
import { receiptPageRoutes, receiptRoutes } from './routes/receipts.ts'
import { rehearsalPageRoutes, rehearsalRoutes } from './routes/rehearsals.ts'
import { relaxationRoutes } from './routes/relaxations.ts'
import { reminderPageRoutes } from './routes/reminder-pages.ts'
import { reminderRoutes } from './routes/reminders.ts'
import { requestPageRoutes } from './routes/request-pages.ts'
import { resultRoutes } from './routes/results.ts'
import { returnRoutes } from './routes/returns.ts'
import { reviewRoutes } from './routes/review.ts'
import { reviewApiRoutes } from './routes/reviews.ts'
import { roundAskedPageRoutes } from './routes/round-asked-pages.ts'
import { roundChangeRoutes } from './routes/round-changes.ts'
import { roundExtractPageRoutes } from './routes/round-extract-pages.ts'
import { roundExtractRoutes } from './routes/round-extracts.ts'
import { roundFormPageRoutes } from './routes/round-form-pages.ts'
import { roundPageRoutes } from './routes/round-pages.ts'
import { roundRoutes } from './routes/rounds.ts'
import { rowExtractRoutes } from './routes/row-extracts.ts'
import { rowPageRoutes } from './routes/row-pages.ts'
import { rowsSeenRoute } from './routes/rows-seen.ts'
import { rulePageRoutes } from './routes/rule-pages.ts'
import { sendingRoutes } from './routes/sending.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { signInByMailRoutes } from './routes/sign-in-by-mail.ts'
import { signInWithOrganisationRoutes } from './routes/sign-in-with-organisation.ts'
import { signOffRequestRoutes } from './routes/sign-off-requests.ts'
import { publishedKeyRoutes, signingKeyRoutes } from './routes/signing-keys.ts'
import { signingOffRoutes } from './routes/signing-off.ts'
import { startRoutes } from './routes/start.ts'
import { submissionContentRoutes } from './routes/submission-content.ts'
import { submissionRoutes } from './routes/submissions.ts'
import { summaryRoutes } from './routes/summary.ts'
import { toDoRoutes } from './routes/to-do.ts'
import { toDoPageRoutes } from './routes/to-do-pages.ts'
import { tokenRoutes } from './routes/token.ts'
import { viewPageRoutes } from './routes/view-pages.ts'
import { viewRoutes } from './routes/views.ts'
import { wordingPageRoutes } from './routes/wording-pages.ts'
import { wordingVersionRoutes } from './routes/wording-version-pages.ts'
import { wordingRoutes } from './routes/wordings.ts'
import { safeHeaders } from './safe-headers.ts'
import { signInDesk } from './sign-in-desk.ts'
import { knowAsker, signedInOnly } from './signed-in-only.ts'
import { soundValidatorCompiler } from './sound-text.ts'

/** The whole portal, from top to bottom. To find an address, start with the list of routes at the end. */
export async function createPortal(services: Services): Promise<App> {
  const { db, keys, checker, clock, log, portalUrl, trustedProxies } = services
  const show = showError(portalUrl)
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new RequestLog(),
    genReqId: () => randomUUID(),
    frameworkErrors: (error, request, reply) => {
      show(error, request, reply)
    },
    trustProxy: trustedProxies ? [...trustedProxies] : false,
    bodyLimit: 1_000_000,
    return503OnClosing: true,
    // A workbook of 25 MB over a slow line takes a while; a sender who says nothing is not waited for.
    requestTimeout: 10 * 60_000,
    connectionTimeout: 2 * 60_000,
    routerOptions: { ignoreTrailingSlash: true },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(soundValidatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    // Where it cannot be looked for, the error itself is told.
    const page = await elsewhere(error, request, db).catch(() => undefined)
    return page ? reply.status(404).send(page) : show(error, request, reply)
  })
  app.setNotFoundHandler(noSuchAddress)

  await app.register(safeHeaders, { portalUrl })
  await app.register(compressedPages)
  await app.register(lastAnswers)
  await app.register(routeList)
  await app.register(apiDocument, { portalUrl })
  await app.register(forms)
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { fileSize: limits.uploadBytes, files: 1, fields: 5, fieldSize: 1000, headerPairs: 20 },
  })
  await app.register(cookie)
  await app.register(knowAsker, services)
  await app.register(rateLimits, services.limits ?? usualLimits)
  await app.register(signedInOnly, services)
  await app.register(idempotency, services)
  app.addHook('preSerialization', async ({ asker }, reply, payload) => {
    if (!(payload instanceof Html)) return payload
    reply.type('text/html; charset=utf-8').serializer(String)
    return bindForms(payload, asker?.membershipId)
  })

  const contextOf = (viewer: Viewer): Context => {
    const now = clock.now()
    return { viewer, today: CalendarDate.parse(today(now)), now, db, keys, checker }
  }
  const contextFor: ContextFor = (request) => ({
    ...contextOf(askerOf(request).viewer),
    once: request.once,
  })
  const systemContext = () => contextOf(system)

  await app.register((pages: App, _options, done) => {
    startRoutes(pages, contextFor)
    roundPageRoutes(pages, contextFor)
    roundChangeRoutes(pages, services, contextFor)
    roundFormPageRoutes(pages, contextFor)
    roundAskedPageRoutes(pages, contextFor)
    noticePageRoutes(pages, contextFor)
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
    done()
  })
  await app.register(
    (api: App, _options, done) => {
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
      toDoRoutes(api, contextFor)
      acceptanceRoutes(api, contextFor)
      digestRoutes(api, contextFor)
      peopleRoutes(api, contextFor)
      officePeopleRoutes(api, contextFor)
      invitationRoutes(api, contextFor)
      coverRoutes(api, contextFor)
      clientRoutes(api, contextFor)
      noticeRoutes(api, contextFor)
      letterRoutes(api, services, contextFor)
      authorityRoutes(api, contextFor)
      auditRoutes(api, contextFor)
      keyRoutes(api, contextFor)
      signingKeyRoutes(api, contextFor)
      done()
    },
    { prefix: '/api/v1' },
  )
  return app
}
