import { getQuestion, listQuestions } from '@rollcall/database/questions'
import { getRound } from '@rollcall/database/rounds'
import type { RoundId } from '@rollcall/domain/ids'
import { type Context, transact } from './context.ts'
import { wordsReader } from './words.ts'

/** What the authorities of a round have asked, oldest first, in their own words; an officer reads their own authority's. */
export const readQuestions = (context: Context, roundId: RoundId) =>
  transact(context, async (trx) => {
    await getRound(trx, roundId)
    const questions = await listQuestions(trx, roundId)
    const read = await wordsReader(
      context,
      trx,
      questions.map(({ dataRequestId }) => dataRequestId),
    )
    return questions.map(({ textSealed, ...question }) => ({
      ...question,
      text: read(question.dataRequestId, textSealed),
    }))
  })

/** One of them, or a Problem. */
export const readQuestion = (context: Context, questionId: string) =>
  transact(context, async (trx) => {
    const { textSealed, ...question } = await getQuestion(trx, questionId)
    const read = await wordsReader(context, trx, [question.dataRequestId])
    return { ...question, text: read(question.dataRequestId, textSealed) }
  })
