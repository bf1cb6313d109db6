import { type Context, transact } from '@rollcall/actions/context'
import { readDecisions } from '@rollcall/actions/read-decisions'
import { readSignOffs } from '@rollcall/actions/read-sign-offs'
import { readSummary } from '@rollcall/actions/read-summary'
import { SendBackReturn, sendBackReturn } from '@rollcall/actions/send-back-return'
import { SignOffReturn, signOffReturn } from '@rollcall/actions/sign-off-return'
import { listNamesOf } from '@rollcall/database/colleagues'
import { getShownDataRequest } from '@rollcall/database/shown-data-requests'
import { DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import type { RequestState } from '@rollcall/domain/request-life'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import {
  attempt,
  DoneQuery,
  FormBody,
  type NotAccepted,
  notAccepted,
  PageQuery,
  readForm,
  typedIn,
} from '../page-forms.ts'
import type { Mistake } from '../pages/fields.ts'
import type { Html } from '../pages/html.ts'
import type { Reader } from '../pages/layout.ts'
import { notToSignPage } from '../pages/not-to-sign-page.ts'
import { sendBackPage } from '../pages/send-back-page.ts'
import { signOffPage } from '../pages/sign-off-page.ts'
import { signedPage } from '../pages/signed-page.ts'
import { summaryPage } from '../pages/summary-page.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ dataRequestId: DataRequestId })

const SignOffForm = SignOffReturn.omit({ dataRequestId: true }).extend({
  declared: z.literal('yes', 'Tick the box to declare that the statement is true.'),
})
const SendBackForm = SendBackReturn.omit({ dataRequestId: true })

export function signingOffRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/submissions/:submissionId/summary',
    { schema: { hide: true, params: z.object({ submissionId: SubmissionId }) } },
    async (request) => {
      const summary = await readSummary(contextFor(request), request.params.submissionId)
      return summaryPage(summary, readerOf(request))
    },
  )

  app.get(
    '/data-requests/:dataRequestId/sign-off',
    { schema: { hide: true, params, querystring: DoneQuery } },
    async (request) => {
      const signing = await readSigning(contextFor(request), request.params.dataRequestId)
      return signingPage(signing, readerOf(request), { isNew: request.query.done === 'signed-off' })
    },
  )

  app.post(
    '/data-requests/:dataRequestId/sign-off',
    { schema: { hide: true, params, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      const context = contextFor(request)
      const { dataRequestId } = request.params
      const done = `/data-requests/${dataRequestId}/sign-off?done=signed-off`
      const typed = readForm(SignOffForm, request.body)
      const signed = typed.ok
        ? await attempt(() => signOffReturn(context, { dataRequestId, ...typed.input }))
        : typed
      if (signed.ok) return reply.redirect(done, 303)

      const signing = await readSigning(context, dataRequestId)
      // Whoever asked a second time for what is done sees that it is.
      if (typed.ok && signing.signOff?.sha256 === typed.input.sha256) return reply.redirect(done, 303)
      const mistakes = mistakesOf(signed, request.body, signing)
      return notAccepted(reply, signingPage(signing, readerOf(request), { mistakes }))
    },
  )

  app.get('/data-requests/:dataRequestId/send-back', { schema: { hide: true, params } }, async (request) =>
    sendingBackPage(await readSigning(contextFor(request), request.params.dataRequestId), readerOf(request)),
  )

  app.post(
    '/data-requests/:dataRequestId/send-back',
    { schema: { hide: true, params, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      const context = contextFor(request)
      const { dataRequestId } = request.params
      const typed = readForm(SendBackForm, request.body)
      const sent = typed.ok
        ? await attempt(() => sendBackReturn(context, { dataRequestId, ...typed.input }))
        : typed
      if (sent.ok) return reply.redirect(`/data-requests/${dataRequestId}?done=sent-back`, 303)

      const signing = await readSigning(context, dataRequestId)
      const mistakes = mistakesOf(sent, request.body, signing)
      const reason = typedIn(request.body, 'reason')
      return notAccepted(reply, sendingBackPage(signing, readerOf(request), { mistakes, reason }))
    },
  )
}

type Signing = Awaited<ReturnType<typeof readSigning>>

/** All that is shown where a return is signed or sent back, or would be. */
async function readSigning(context: Context, dataRequestId: DataRequestId) {
  mustBeAllowed(context.viewer, 'read a summary')
  const { dataRequest, signatories } = await transact(context, async (trx) => ({
    dataRequest: await getShownDataRequest(trx, dataRequestId),
    signatories: await listNamesOf(trx, context.viewer, 'signatory'),
  }))
  const { state, currentSubmissionId } = dataRequest
  const { asked, signOffs } = await readSignOffs(context, dataRequestId)
  const { decisions } = await readDecisions(context, dataRequestId)
  const ofNewest = decisions.filter(({ submissionId }) => submissionId === currentSubmissionId)
  return {
    dataRequest,
    asked,
    signOff: isSigned(state)
      ? signOffs.find(({ submissionId }) => submissionId === currentSubmissionId)
      : undefined,
    sentBack: ofNewest.findLast(({ decision }) => decision === 'sent back'),
    signatories,
    summary:
      state === 'awaiting-sign-off' && currentSubmissionId && context.viewer.role === 'signatory'
        ? await readSummary(context, currentSubmissionId)
        : undefined,
  }
}

const isSigned = (state: RequestState): boolean =>
  state === 'signed' || state === 'queried' || state === 'accepted'

interface Shown {
  readonly isNew?: boolean
  readonly mistakes?: readonly Mistake[]
  readonly reason?: string | undefined
}

function signingPage(signing: Signing, reader: Reader, { isNew = false, mistakes = [] }: Shown = {}): Html {
  const { dataRequest, summary, signOff, asked, sentBack } = signing
  if (summary) return signOffPage({ reader, summary, asked, sentBack, mistakes })
  if (signOff) return signedPage({ reader, dataRequest, signOff, isNew, mistakes })
  return notToSignPage({ title: 'Sign off the return', reader, ...signing, mistakes })
}

function sendingBackPage(signing: Signing, reader: Reader, { mistakes = [], reason }: Shown = {}): Html {
  const { dataRequest, summary, signOff } = signing
  if (summary) return sendBackPage({ reader, summary, mistakes, reason })
  if (signOff) return signedPage({ reader, dataRequest, signOff, isNew: false, mistakes })
  return notToSignPage({ title: 'Send the return back', reader, ...signing, mistakes })
}

/** Where another version came meanwhile, that is what there is to know; otherwise what was wrong with the form. */
function mistakesOf({ mistakes }: NotAccepted, body: FormBody, { dataRequest }: Signing): readonly Mistake[] {
  const looked = typedIn(body, 'version')
  const { version } = dataRequest
  if (looked === undefined || looked === `${version}`) return mistakes
  return [
    {
      words: `Version ${version} was sent while you were reading version ${Number(looked)}. Nothing was signed or sent back. This page is about version ${version}.`,
    },
  ]
}
