import { type Context, transact } from '@rollcall/actions/context'
import { frozenCollectionOf } from '@rollcall/actions/frozen-collection'
import { readDecisions } from '@rollcall/actions/read-decisions'
import { readTemplate } from '@rollcall/actions/read-template'
import { listAnnouncements } from '@rollcall/database/announcements'
import { listColleagues } from '@rollcall/database/colleagues'
import { listDataQueries } from '@rollcall/database/data-queries'
import { listExtensions } from '@rollcall/database/extensions'
import { listLettersOf } from '@rollcall/database/listed-letters'
import { getOwnRequest } from '@rollcall/database/own-requests'
import { listDateChanges } from '@rollcall/database/round-date-changes'
import { getSubmissionWithCounts } from '@rollcall/database/submissions'
import { decisionInForce } from '@rollcall/domain/decision'
import { DataRequestId } from '@rollcall/domain/ids'
import { type NextStep, nextStep } from '@rollcall/domain/next-step'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inAuthority } from '../in-authority.ts'
import { DoneQuery } from '../page-forms.ts'
import { doneWords } from '../pages/done.ts'
import { requestPage } from '../pages/request-page.ts'
import { readerOf } from '../reader.ts'
import { sendFile } from '../send-file.ts'

const params = z.object({ dataRequestId: DataRequestId })

/** Steps that somebody's decision about the return has led to. */
const decidedSteps: readonly NextStep['step'][] = ['send a new version', 'nothing: excluded']

/** The page of one request, and its template. */
export function requestPageRoutes(app: App, contextFor: ContextFor): void {
  const schema = { hide: true, params }

  app.get(
    '/data-requests/:dataRequestId',
    { schema: { ...schema, querystring: DoneQuery } },
    async (request) => {
      const { role } = inAuthority(request)
      const context = contextFor(request)
      const { dataRequestId } = request.params
      const shown = await readRequest(context, dataRequestId)
      const next = nextStep(shown.request.standing, role)
      const isDecided = decidedSteps.includes(next.step)
      const why = isDecided
        ? decisionInForce((await readDecisions(context, dataRequestId)).decisions)
        : undefined
      return requestPage({
        ...shown,
        ...{ role, next, why, reader: readerOf(request), today: context.today },
        done: doneWords(request.query.done),
      })
    },
  )

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
    const { submissionId, roundId } = request
    const newest = submissionId ? await getSubmissionWithCounts(trx, submissionId) : undefined
    const extensions = await listExtensions(trx, dataRequestId)
    const { collection } = await frozenCollectionOf(trx, roundId)
    return {
      request,
      sentBy: newest?.receivedByName ?? null,
      askedUntil: extensions.find(({ state }) => state === 'asked')?.askedUntil,
      changes: await listDateChanges(trx, roundId),
      announcements: await listAnnouncements(trx, roundId),
      letters: await listLettersOf(trx, dataRequestId),
      questions: (await listDataQueries(trx, dataRequestId)).length,
      hasNilReturn: collection.nilReturn !== undefined,
      people: await listColleagues(trx, context.viewer),
    }
  })
