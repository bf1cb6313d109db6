import { AskForSignOff, askForSignOff } from '@rollcall/actions/ask-for-sign-off'
import { type Context, transact } from '@rollcall/actions/context'
import { readSignOffs } from '@rollcall/actions/read-sign-offs'
import { listNamesOf } from '@rollcall/database/colleagues'
import { getOwnRequest } from '@rollcall/database/own-requests'
import { getSubmissionWithCounts } from '@rollcall/database/submissions'
import { DataRequestId } from '@rollcall/domain/ids'
import { nextStep } from '@rollcall/domain/next-step'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { attempt, FormBody, notAccepted, PageQuery, readForm, typedIn } from '../page-forms.ts'
import type { Mistake } from '../pages/fields.ts'
import type { Html } from '../pages/html.ts'
import type { Reader } from '../pages/layout.ts'
import { stepWords } from '../pages/next-steps.ts'
import { notYetToSendPage, signOffRequestPage } from '../pages/sign-off-request-page.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ dataRequestId: DataRequestId })
const Note = AskForSignOff.pick({ note: true })

/** The page on which an officer sends a return for sign-off. */
export function signOffRequestRoutes(app: App, contextFor: ContextFor): void {
  const url = '/data-requests/:dataRequestId/sign-off-request'

  app.get(url, { schema: { hide: true, params } }, async (request) =>
    pageOf(readerOf(request), await readReady(contextFor(request), request.params.dataRequestId)),
  )

  app.post(
    url,
    { schema: { hide: true, params, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      const context = contextFor(request)
      const { dataRequestId } = request.params
      const typed = readForm(Note, request.body)
      const sent = typed.ok
        ? await attempt(() => askForSignOff(context, { dataRequestId, ...typed.input }))
        : typed
      if (sent.ok) return reply.redirect(`/data-requests/${dataRequestId}?done=sent-for-sign-off`, 303)

      const ready = await readReady(context, dataRequestId)
      const note = typedIn(request.body, 'note')
      return notAccepted(reply, pageOf(readerOf(request), ready, { mistakes: sent.mistakes, note }))
    },
  )
}

/** What there is to be sent for sign-off, and to whom. */
async function readReady(context: Context, dataRequestId: DataRequestId) {
  mustBeAllowed(context.viewer, 'ask for sign-off')
  const { asked } = await readSignOffs(context, dataRequestId)
  return await transact(context, async (trx) => {
    const request = await getOwnRequest(trx, dataRequestId)
    const { submissionId, state } = request
    const isReady = state === 'awaiting-sign-off' && submissionId !== null
    return {
      ...{ request, asked },
      submission: isReady ? await getSubmissionWithCounts(trx, submissionId) : undefined,
      signatories: await listNamesOf(trx, context.viewer, 'signatory'),
    }
  })
}

function pageOf(
  reader: Reader,
  { request, submission, ...ready }: Awaited<ReturnType<typeof readReady>>,
  {
    mistakes = [],
    note,
  }: { readonly mistakes?: readonly Mistake[]; readonly note?: string | undefined } = {},
): Html {
  if (submission) return signOffRequestPage({ ...ready, reader, request, submission, mistakes, note })
  const next = stepWords(nextStep(request.standing, 'officer'), request)
  return notYetToSendPage({ reader, request, mistakes, note, next })
}
