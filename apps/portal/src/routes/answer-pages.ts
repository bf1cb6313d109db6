import { answerQuestion, PublishedAnswer } from '@rollcall/actions/answer-question'
import { type Context, transact } from '@rollcall/actions/context'
import { readQuestion, readQuestions } from '@rollcall/actions/read-questions'
import { listAnswers } from '@rollcall/database/questions'
import { getRound } from '@rollcall/database/rounds'
import { RoundId } from '@rollcall/domain/ids'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import {
  attempt,
  DoneQuery,
  FormBody,
  notAccepted,
  PageNumber,
  PageQuery,
  readForm,
  typedIn,
} from '../page-forms.ts'
import { doneWords } from '../pages/done.ts'
import { publishAnswerPage } from '../pages/publish-answer-page.ts'
import { roundQuestionsPage } from '../pages/round-questions-page.ts'
import { readerOf } from '../reader.ts'

const ofRound = z.object({ roundId: RoundId })
const ofQuestion = z.object({ questionId: z.uuid() })

/** A round, or a question of one that is answered. */
type Where = z.infer<typeof ofRound> | z.infer<typeof ofQuestion>

/** The questions of a round's authorities, and answers to all. */
export function answerPageRoutes(app: App, contextFor: ContextFor): void {
  const list = '/rounds/:roundId/questions'
  const querystring = DoneQuery.extend({ page: PageNumber })

  app.get(list, { schema: { hide: true, params: ofRound, querystring } }, async (request) => {
    inOffice(request)
    const context = contextFor(request)
    const { roundId } = request.params
    const read = await transact(context, async (trx) => ({
      round: await getRound(trx, roundId),
      answers: await listAnswers(trx, roundId),
    }))
    return roundQuestionsPage({
      ...read,
      questions: await readQuestions(context, roundId),
      reader: readerOf(request),
      page: request.query.page,
      done: doneWords(request.query.done),
    })
  })

  const show = async (request: FastifyRequest, where: Where) => {
    inOffice(request)
    return publishAnswerPage({ ...(await readAbout(contextFor(request), where)), reader: readerOf(request) })
  }

  const publish = async (request: FastifyRequest, reply: FastifyReply, where: Where, body: FormBody) => {
    inOffice(request)
    const context = contextFor(request)
    const read = await readAbout(context, where)
    const typed = readForm(PublishedAnswer, { question: '', answer: '', ...body })
    const published = typed.ok
      ? await attempt(() => answerQuestion(context, { ...where, ...typed.input }), 'question')
      : typed
    if (published.ok) return reply.redirect(`/rounds/${read.round.id}/questions?done=answer-published`, 303)
    const page = publishAnswerPage({
      ...{ ...read, reader: readerOf(request), mistakes: published.mistakes },
      typed: { question: typedIn(body, 'question'), answer: typedIn(body, 'answer') },
    })
    return notAccepted(reply, page)
  }

  const ofForm = { hide: true, querystring: PageQuery, body: FormBody }
  app.get(`${list}/publish`, { schema: { hide: true, params: ofRound } }, async (request) =>
    show(request, request.params),
  )
  app.post(`${list}/publish`, { schema: { ...ofForm, params: ofRound } }, async (request, reply) =>
    publish(request, reply, request.params, request.body),
  )
  app.get('/questions/:questionId/publish', { schema: { hide: true, params: ofQuestion } }, async (request) =>
    show(request, request.params),
  )
  app.post(
    '/questions/:questionId/publish',
    { schema: { ...ofForm, params: ofQuestion } },
    async (request, reply) => publish(request, reply, request.params, request.body),
  )
}

async function readAbout(context: Context, where: Where) {
  const roundOf = (roundId: RoundId) => transact(context, (trx) => getRound(trx, roundId))
  if ('roundId' in where) return { asked: undefined, round: await roundOf(where.roundId) }
  const asked = await readQuestion(context, where.questionId)
  return { asked, round: await roundOf(asked.roundId) }
}
