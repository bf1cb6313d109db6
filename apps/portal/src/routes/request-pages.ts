import { type Context, transact } from '@rollcall/actions/context'
import { frozenCollectionOf } from '@rollcall/actions/frozen-collection'
import { readTemplate } from '@rollcall/actions/read-template'
import { listDataQueries } from '@rollcall/database/data-queries'
import { listExtensions } from '@rollcall/database/extensions'
import { getOwnRequest } from '@rollcall/database/own-requests'
import { listPeople } from '@rollcall/database/people'
import { getSubmissionWithCounts } from '@rollcall/database/submissions'
import { DataRequestId } from '@rollcall/domain/ids'
import { nextStep } from '@rollcall/domain/next-step'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inAuthority } from '../in-authority.ts'
import { doneWords } from '../pages/done.ts'
import { requestPage } from '../pages/request-page.ts'
import { readerOf } from '../reader.ts'
import { sendFile } from '../send-file.ts'

const params = z.object({ dataRequestId: DataRequestId })
const querystring = z.object({ done: z.string().max(50).optional().catch(undefined) })

/** The page of one request, and its template. */
export function requestPageRoutes(app: App, contextFor: ContextFor): void {
  const schema = { hide: true, params }

  app.get('/data-requests/:dataRequestId', { schema: { ...schema, querystring } }, async (request) => {
    const { role } = inAuthority(request)
    const context = contextFor(request)
    const { standing, ...shown } = await readRequest(context, request.params.dataRequestId)
    return requestPage({
      ...shown,
      ...{ role, reader: readerOf(request), today: context.today },
      next: nextStep(standing, role),
      done: doneWords(request.query.done),
    })
  })

  app.get(
    '/data-requests/:dataRequestId/template',
    { config: { givesFile: true }, schema },
    async (request, reply) => {
      inAuthority(request)
      const { bytes, fileName } = await readTemplate(contextFor(request), request.params.dataRequestId)
      return sendFile(reply, bytes, fileName)
    },
  )
}

const readRequest = (context: Context, dataRequestId: DataRequestId) =>
  transact(context, async (trx) => {
    const request = await getOwnRequest(trx, dataRequestId)
    const { submissionId, roundId, standing } = request
    const newest = submissionId ? await getSubmissionWithCounts(trx, submissionId) : undefined
    const extensions = await listExtensions(trx, dataRequestId)
    const { collection } = await frozenCollectionOf(trx, roundId)
    return {
      ...{ request, standing },
      sentBy: newest?.receivedByName ?? null,
      askedUntil: extensions.find(({ state }) => state === 'asked')?.askedUntil,
      questions: (await listDataQueries(trx, dataRequestId)).length,
      hasNilReturn: collection.nilReturn !== undefined,
      people: await listPeople(trx, { limit: 100 }),
    }
  })
