import { answerQuestion, PublishedAnswer } from '@rollcall/actions/answer-question'
import { AskQuestion, askQuestion } from '@rollcall/actions/ask-question'
import { transact } from '@rollcall/actions/context'
import { readQuestions } from '@rollcall/actions/read-questions'
import { listAnswers } from '@rollcall/database/questions'
import { getRound } from '@rollcall/database/rounds'
import { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'

const Question = z.object({
  questionId: z.string(),
  dataRequestId: DataRequestId,
  authority: z.object({ code: z.string(), name: z.string() }),
  text: z.string().nullable().describe('Null where it was destroyed'),
  askedBy: z.string(),
  askedAt: z.date(),
  answerIds: z.array(z.string()).describe('The published answers that were given to it'),
})

const Answer = z.object({
  answerId: z.string(),
  question: z.string(),
  answer: z.string(),
  publishedAt: z.date(),
})

export function questionRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['questions and answers']
  const params = z.object({ roundId: RoundId })

  app.get(
    '/rounds/:roundId/answers',
    {
      schema: {
        tags,
        summary: 'What the office has answered to everyone in the round, oldest first',
        params,
        response: { 200: z.object({ items: z.array(Answer) }) },
      },
    },
    async (request) => {
      const { roundId } = request.params
      const answers = await transact(contextFor(request), async (trx) => {
        await getRound(trx, roundId)
        return await listAnswers(trx, roundId)
      })
      return { items: answers.map(({ id: answerId, ...answer }) => ({ answerId, ...answer })) }
    },
  )

  app.post(
    '/rounds/:roundId/answers',
    {
      schema: {
        tags,
        summary: 'Publishes a question and its answer to every authority of the round',
        params,
        body: PublishedAnswer,
        response: { 201: z.object({ answerId: z.string() }) },
      },
    },
    async (request, reply) => {
      const answer = await answerQuestion(contextFor(request), { ...request.params, ...request.body })
      return reply.status(201).send(answer)
    },
  )

  app.post(
    '/questions/:questionId/answers',
    {
      schema: {
        tags,
        summary: 'Publishes the answer to what an authority asked, with the question as everyone may read it',
        params: z.object({ questionId: z.uuid() }),
        body: PublishedAnswer,
        response: { 201: z.object({ answerId: z.string() }) },
      },
    },
    async (request, reply) => {
      const answer = await answerQuestion(contextFor(request), { ...request.params, ...request.body })
      return reply.status(201).send(answer)
    },
  )

  app.get(
    '/rounds/:roundId/questions',
    {
      schema: {
        tags,
        summary: 'What authorities have asked, oldest first: for an officer, what their own has',
        params,
        response: { 200: z.object({ items: z.array(Question) }) },
      },
    },
    async (request) => {
      const questions = await readQuestions(contextFor(request), request.params.roundId)
      return {
        items: questions.map(({ id: questionId, authorityCode, authority, ...question }) => ({
          questionId,
          ...question,
          authority: { code: authorityCode, name: authority },
        })),
      }
    },
  )

  app.post(
    '/data-requests/:dataRequestId/questions',
    {
      schema: {
        tags,
        summary: 'Asks the office something about the round',
        params: z.object({ dataRequestId: DataRequestId }),
        body: AskQuestion.omit({ dataRequestId: true }),
        response: { 201: z.object({ questionId: z.string() }) },
      },
    },
    async (request, reply) => {
      const question = await askQuestion(contextFor(request), { ...request.params, ...request.body })
      return reply.status(201).send(question)
    },
  )
}
