import { AnswerDataQuery, answerDataQuery } from '@rollcall/actions/answer-data-query'
import { closeDataQuery } from '@rollcall/actions/close-data-query'
import { type Context, transact } from '@rollcall/actions/context'
import { readDataQueries, readDataQuery } from '@rollcall/actions/read-data-queries'
import { ReopenDataQuery, reopenDataQuery } from '@rollcall/actions/reopen-data-query'
import { getShownDataRequest } from '@rollcall/database/shown-data-requests'
import { DataQueryId, DataRequestId } from '@rollcall/domain/ids'
import { isOffice } from '@rollcall/domain/viewer'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { attempt, DoneQuery, FormBody, notAccepted, PageQuery, readForm, typedIn } from '../page-forms.ts'
import { closeDataQueryPage, dataQueriesPage, dataQueryPage } from '../pages/data-query-pages.ts'
import { doneWords } from '../pages/done.ts'
import { reopenDataQueryPage } from '../pages/reopen-data-query-page.ts'
import { readerOf } from '../reader.ts'
import { dayTyped, partsMissing, TypedDay } from '../typed-day.ts'

const Text = AnswerDataQuery.pick({ text: true })

/** The pages on which an authority reads what the office asks about its return, and answers; and the office writes back and closes. */
export function dataQueryPageRoutes(app: App, contextFor: ContextFor): void {
  const params = z.object({ dataQueryId: DataQueryId })

  app.get(
    '/data-requests/:dataRequestId/data-queries',
    { schema: { hide: true, params: z.object({ dataRequestId: DataRequestId }) } },
    async (request) => {
      const context = contextFor(request)
      const { dataRequestId } = request.params
      const queries = await readDataQueries(context, dataRequestId)
      return dataQueriesPage({
        ...(await around(context, dataRequestId)),
        reader: readerOf(request),
        queries,
      })
    },
  )

  app.get(
    '/data-queries/:dataQueryId',
    { schema: { hide: true, params, querystring: DoneQuery } },
    async (request) => {
      const query = await readWithRequest(contextFor(request), request.params.dataQueryId)
      return dataQueryPage({ ...query, reader: readerOf(request), done: doneWords(request.query.done) })
    },
  )

  app.post(
    '/data-queries/:dataQueryId',
    { schema: { hide: true, params, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      const context = contextFor(request)
      const { dataQueryId } = request.params
      const typed = readForm(Text, request.body)
      const sent = typed.ok
        ? await attempt(() => answerDataQuery(context, { dataQueryId, ...typed.input }), 'text')
        : typed
      const done = isOffice(context.viewer) ? 'authority-written-to' : 'answered'
      if (sent.ok) return reply.redirect(`/data-queries/${dataQueryId}?done=${done}`, 303)

      const query = await readWithRequest(context, dataQueryId)
      const again = { mistakes: sent.mistakes, text: typedIn(request.body, 'text') }
      return notAccepted(reply, dataQueryPage({ ...query, reader: readerOf(request), ...again }))
    },
  )

  app.get('/data-queries/:dataQueryId/close', { schema: { hide: true, params } }, async (request) => {
    inOffice(request)
    const query = await readWithRequest(contextFor(request), request.params.dataQueryId)
    return closeDataQueryPage({ ...query, reader: readerOf(request) })
  })

  app.post(
    '/data-queries/:dataQueryId/close',
    { schema: { hide: true, params, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      inOffice(request)
      const context = contextFor(request)
      const { dataQueryId } = request.params
      const closed = await attempt(() => closeDataQuery(context, { dataQueryId }))
      if (closed.ok) return reply.redirect(`/data-queries/${dataQueryId}?done=question-closed`, 303)
      const query = await readWithRequest(context, dataQueryId)
      const { mistakes } = closed
      return notAccepted(reply, closeDataQueryPage({ ...query, reader: readerOf(request), mistakes }))
    },
  )

  app.get('/data-queries/:dataQueryId/reopen', { schema: { hide: true, params } }, async (request) => {
    inOffice(request)
    const query = await readWithRequest(contextFor(request), request.params.dataQueryId)
    return reopenDataQueryPage({ ...query, reader: readerOf(request) })
  })

  app.post(
    '/data-queries/:dataQueryId/reopen',
    { schema: { hide: true, params, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      inOffice(request)
      const context = contextFor(request)
      const { dataQueryId } = request.params
      const [due, text] = [dayTyped(request.body, 'due'), typedIn(request.body, 'text') ?? '']
      const read = readForm(Again, { due, text })
      const opened = read.ok ? await openAgain(context, dataQueryId, read.input) : read
      if (opened.ok) return reply.redirect(`/data-queries/${dataQueryId}?done=question-reopened`, 303)
      const query = await readWithRequest(context, dataQueryId)
      const typed = { text, answerBy: { due, missing: partsMissing(due) }, mistakes: opened.mistakes }
      return notAccepted(reply, reopenDataQueryPage({ ...query, reader: readerOf(request), ...typed }))
    },
  )
}

const Again = z.object({
  text: ReopenDataQuery.shape.text,
  due: TypedDay('The day to be answered by', 'Enter the day by which you need an answer.'),
})

function openAgain(context: Context, dataQueryId: DataQueryId, { due: dueOn, text }: z.infer<typeof Again>) {
  const isTooSoon = dueOn <= context.today
  return attempt(
    () => reopenDataQuery(context, { dataQueryId, dueOn, text }),
    isTooSoon ? 'due-day' : undefined,
  )
}

async function readWithRequest(context: Context, dataQueryId: DataQueryId) {
  const query = await readDataQuery(context, dataQueryId)
  return { query, ...(await around(context, query.dataRequestId)) }
}

/** What stands around these pages: the request, and the day. */
const around = async (context: Context, dataRequestId: DataRequestId) => ({
  request: await transact(context, (trx) => getShownDataRequest(trx, dataRequestId)),
  today: context.today,
})
