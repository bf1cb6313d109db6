import { type Context, transact } from '@rollcall/actions/context'
import { declareNil } from '@rollcall/actions/declare-nil'
import { readSending } from '@rollcall/actions/read-sending'
import { readSubmissions } from '@rollcall/actions/read-submission'
import { abandonContent } from '@rollcall/actions/receive-content'
import { submitUnlessSent } from '@rollcall/actions/submit-workbook'
import { getOwnRequest } from '@rollcall/database/own-requests'
import { DataRequestId } from '@rollcall/domain/ids'
import { limits } from '@rollcall/workbook/limits'
import { refusals } from '@rollcall/workbook/refusal'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { HttpProblem, httpProblems } from '../http-problem.ts'
import { inAuthority } from '../in-authority.ts'
import { attempt, FormBody, notAccepted, PageNumber, PageQuery, readForm } from '../page-forms.ts'
import type { Mistake } from '../pages/fields.ts'
import type { Html } from '../pages/html.ts'
import { nilReturnPage } from '../pages/nil-return-page.ts'
import { sendPage } from '../pages/send-page.ts'
import { versionsPage } from '../pages/versions-page.ts'
import { readerOf } from '../reader.ts'
import { receiveUpload } from '../uploads.ts'

const params = z.object({ dataRequestId: DataRequestId })
const Paged = z.object({ page: PageNumber })
/** The page's script has looked how large the file is, so that nobody waits for what would be refused. */
const Looked = z.object({ file: z.literal('too-large').optional().catch(undefined) })
const Confirmed = z.object({
  confirm: z.literal('yes', 'Tick the box to say that this is so.'),
})

type OfRequest = FastifyRequest & { readonly params: z.infer<typeof params> }

/** The pages on which a return is sent, or declared nil, and every version that was. */
export function sendingRoutes(app: App, contextFor: ContextFor): void {
  const sendPageFor = async (request: OfRequest, mistakes?: readonly Mistake[]): Promise<Html> => {
    const { role } = inAuthority(request)
    return sendPage({
      reader: readerOf(request),
      sending: await readSending(contextFor(request), request.params.dataRequestId),
      maySend: role === 'officer',
      mostBytes: limits.uploadBytes,
      ...(mistakes && { mistakes }),
    })
  }

  app.get(
    '/data-requests/:dataRequestId/send',
    { schema: { hide: true, params, querystring: Looked } },
    async (request) =>
      sendPageFor(request, request.query.file && [{ field: 'file', words: refusals['too-big'] }]),
  )

  app.post(
    '/data-requests/:dataRequestId/send',
    { config: { takesFile: true }, schema: { hide: true, params, querystring: PageQuery } },
    async (request, reply) => {
      inAuthority(request)
      const sent = await send(contextFor(request), request)
      if (!sent.ok) return notAccepted(reply, await sendPageFor(request, sent.mistakes))
      const { submissionId, isNew } = sent.value
      return reply.redirect(`/submissions/${submissionId}${isNew ? '' : '?done=sent-before'}`, 303)
    },
  )

  const nilPageFor = async (request: OfRequest, mistakes?: readonly Mistake[]): Promise<Html> => {
    const { role } = inAuthority(request)
    return nilReturnPage({
      reader: readerOf(request),
      sending: await readSending(contextFor(request), request.params.dataRequestId),
      maySend: role === 'officer',
      ...(mistakes && { mistakes }),
    })
  }

  app.get('/data-requests/:dataRequestId/nil-return', { schema: { hide: true, params } }, async (request) =>
    nilPageFor(request),
  )

  app.post(
    '/data-requests/:dataRequestId/nil-return',
    { schema: { hide: true, params, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      inAuthority(request)
      const read = readForm(Confirmed, request.body)
      if (!read.ok) return notAccepted(reply, await nilPageFor(request, read.mistakes))
      const declared = await attempt(() => declareNil(contextFor(request), request.params))
      if (!declared.ok) return notAccepted(reply, await nilPageFor(request, declared.mistakes))
      return reply.redirect(`/submissions/${declared.value.submissionId}?done=nil-declared`, 303)
    },
  )

  app.get(
    '/data-requests/:dataRequestId/versions',
    { schema: { hide: true, params, querystring: Paged } },
    async (request) => {
      inAuthority(request)
      const context = contextFor(request)
      const { dataRequestId } = request.params
      return versionsPage({
        ...{ reader: readerOf(request), page: request.query.page },
        dataRequest: await transact(context, (trx) => getOwnRequest(trx, dataRequestId)),
        versions: await readSubmissions(context, dataRequestId),
      })
    },
  )
}

/** Takes a file in and makes it a version, or says what is wrong with the upload: whatever it is, nothing of it is kept. */
async function send(context: Context, request: OfRequest) {
  try {
    return await attempt(async () => {
      const content = await receiveUpload(context, request)
      if (content.byteCount > 0) return await submitUnlessSent(context, content)
      await abandonContent(context, content)
      throw httpProblems.fileMissing()
    }, 'file')
  } catch (error) {
    const words = error instanceof HttpProblem ? sentences[error.code] : undefined
    if (words === undefined) throw error
    return { ok: false, mistakes: [{ field: 'file', words }] } as const
  }
}

// What is told to programs in other words.
const sentences: Readonly<Record<string, string>> = {
  FILE_MISSING: 'Choose the file with your return. An empty file cannot be sent.',
  UPLOAD_BROKEN:
    'The upload ended before the whole file was here, so nothing of it was kept. Choose the file and send it again.',
}
