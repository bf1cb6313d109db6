import { type Context, transact } from '@rollcall/actions/context'
import { listFindings } from '@rollcall/actions/list-findings'
import { readChanges } from '@rollcall/actions/read-changes'
import { readDataQueriesAt } from '@rollcall/actions/read-data-queries'
import { readAnnotatedCopy, readOriginalFile } from '@rollcall/actions/read-files'
import { readResults } from '@rollcall/actions/read-results'
import { readSubmission, readSubmissions } from '@rollcall/actions/read-submission'
import { getOwnRequest } from '@rollcall/database/own-requests'
import { SubmissionId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inAuthority } from '../in-authority.ts'
import { DoneQuery, PageNumber } from '../page-forms.ts'
import { changesPage } from '../pages/changes-page.ts'
import { findingsOnAPage, findingsPage } from '../pages/findings-page.ts'
import { resultsPage } from '../pages/results-page.ts'
import { readerOf } from '../reader.ts'
import { sendFile } from '../send-file.ts'

const params = z.object({ submissionId: SubmissionId })
/** A form leaves what is not asked for empty. */
const emptied = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)
const Asked = z.object({
  by: z.enum(['rule', 'row']).default('rule').catch('rule'),
  rule: emptied(z.string().min(1).max(200)),
  severity: emptied(z.enum(['error', 'query', 'note'])),
  explained: emptied(z.enum(['yes', 'no'])),
  page: PageNumber,
})

const Compared = z.object({ against: emptied(SubmissionId), page: PageNumber })

/** The pages of one version: what came of its check, everything that was found, what it changes, and its files. */
export function resultRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/submissions/:submissionId',
    { schema: { hide: true, params, querystring: DoneQuery } },
    async (request) => {
      const { role } = inAuthority(request)
      return resultsPage({
        ...{ role, reader: readerOf(request), done: request.query.done },
        results: await readResults(contextFor(request), request.params.submissionId),
      })
    },
  )

  app.get(
    '/submissions/:submissionId/findings',
    { schema: { hide: true, params, querystring: Asked } },
    async (request) => {
      const { role } = inAuthority(request)
      const context = contextFor(request)
      const { submissionId } = request.params
      const { by, rule, severity, explained } = request.query
      const list = (at: number) =>
        listFindings(context, {
          ...{ submissionId, by, rule, severity, limit: findingsOnAPage },
          explained: explained && explained === 'yes',
          skip: (at - 1) * findingsOnAPage,
        })
      const listed = await list(request.query.page)
      // Behind the last page stands the last.
      const last = Math.max(1, Math.ceil(listed.total / findingsOnAPage))
      const isBehind = request.query.page > last
      return findingsPage({
        ...(await aboutOf(context, submissionId)),
        ...{ reader: readerOf(request), maySend: role === 'officer' },
        questions: await readDataQueriesAt(context, submissionId),
        asked: { ...request.query, page: isBehind ? last : request.query.page },
        listed: isBehind ? await list(last) : listed,
      })
    },
  )

  app.get(
    '/submissions/:submissionId/changes',
    { schema: { hide: true, params, querystring: Compared } },
    async (request) => {
      inAuthority(request)
      const context = contextFor(request)
      const { submissionId } = request.params
      const about = await aboutOf(context, submissionId)
      return changesPage({
        ...{ ...about, reader: readerOf(request), page: request.query.page },
        versions: await readSubmissions(context, about.version.dataRequestId),
        read: await readChanges(context, submissionId, request.query.against),
      })
    },
  )

  const files = { annotated: readAnnotatedCopy, file: readOriginalFile }
  for (const [name, read] of Object.entries(files)) {
    app.get(
      `/submissions/:submissionId/${name}`,
      { config: { givesFile: true }, schema: { hide: true, params } },
      async (request, reply) => {
        inAuthority(request)
        const { bytes, fileName } = await read(contextFor(request), request.params.submissionId)
        return sendFile(reply, bytes, fileName)
      },
    )
  }
}

async function aboutOf(context: Context, submissionId: SubmissionId) {
  const version = await readSubmission(context, submissionId)
  return { version, dataRequest: await transact(context, (trx) => getOwnRequest(trx, version.dataRequestId)) }
}
