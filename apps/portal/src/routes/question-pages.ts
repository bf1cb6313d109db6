import { AskQuestion, askQuestion } from '@rollcall/actions/ask-question'
import { type Context, transact } from '@rollcall/actions/context'
import { readQuestions } from '@rollcall/actions/read-questions'
import { getOwnRequest } from '@rollcall/database/own-requests'
import { listAnswers } from '@rollcall/database/questions'
import { DataRequestId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inAuthority } from '../in-authority.ts'
import { attempt, DoneQuery, FormBody, notAccepted, PageQuery, readForm, typedIn } from '../page-forms.ts'
import { doneWords } from '../pages/done.ts'
import { questionsPage } from '../pages/questions-page.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ dataRequestId: DataRequestId })
const Typed = AskQuestion.pick({ text: true })

/** Questions to the office about what is asked, and what it has answered to everybody. */
export function questionPageRoutes(app: App, contextFor: ContextFor): void {
  const path = '/data-requests/:dataRequestId/questions'

  app.get(path, { schema: { hide: true, params, querystring: DoneQuery } }, async (request) => {
    inAuthority(request)
    const read = await readAll(contextFor(request), request.params.dataRequestId)
    return questionsPage({ ...read, reader: readerOf(request), done: doneWords(request.query.done) })
  })

  app.post(
    path,
    { schema: { hide: true, params, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      inAuthority(request)
      const { dataRequestId } = request.params
      const context = contextFor(request)
      const typed = readForm(Typed, request.body)
      const asked = typed.ok
        ? await attempt(() => askQuestion(context, { dataRequestId, ...typed.input }), 'text')
        : typed
      if (asked.ok)
        return reply.redirect(`/data-requests/${dataRequestId}/questions?done=question-asked`, 303)
      const page = questionsPage({
        ...(await readAll(context, dataRequestId)),
        ...{ reader: readerOf(request), mistakes: asked.mistakes, typed: typedIn(request.body, 'text') },
      })
      return notAccepted(reply, page)
    },
  )
}

async function readAll(context: Context, dataRequestId: DataRequestId) {
  const { request, answers } = await transact(context, async (trx) => {
    const found = await getOwnRequest(trx, dataRequestId)
    return { request: found, answers: await listAnswers(trx, found.roundId) }
  })
  const questions = await readQuestions(context, request.roundId)
  return { request, answers, questions: questions.toReversed() }
}
