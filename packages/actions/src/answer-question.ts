import { recordEvent } from '@rollcall/database/audit-events'
import { listRequestIds } from '@rollcall/database/data-requests-of-round'
import { getQuestion, insertAnswer } from '@rollcall/database/questions'
import { lockRound } from '@rollcall/database/rounds'
import { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { tell } from './tell.ts'

/** What everyone in a round reads, in the office's own words, so that nobody can tell who asked, nor about whom. */
export const PublishedAnswer = z.object({
  question: z.string().trim().min(1, 'Write the question as everyone may read it.').max(4000),
  answer: z.string().trim().min(1, 'Write the answer.').max(10_000),
})

/** An answer to what an authority asked, which can then tell that it is; or one that nobody asked for. */
export const AnswerQuestion = z.union([
  PublishedAnswer.extend({ roundId: RoundId }),
  PublishedAnswer.extend({ questionId: z.uuid() }),
])
export type AnswerQuestion = z.infer<typeof AnswerQuestion>

/** Publishes an answer to every authority of a round, so that all of them know the same. */
export async function answerQuestion(
  context: Context,
  { question, answer, ...to }: AnswerQuestion,
): Promise<{ readonly answerId: string }> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'publish an answer')
  return await transact(context, async (trx) => {
    const questionId = 'questionId' in to ? to.questionId : null
    const roundId = 'roundId' in to ? to.roundId : (await getQuestion(trx, to.questionId)).roundId
    const round = await lockRound(trx, roundId)
    roundMust(round.state, 'work on returns')

    const answerId = crypto.randomUUID()
    await insertAnswer(trx, {
      ...{ id: answerId, roundId, question, answer, questionId },
      publishedBy: viewer.personId,
      publishedAt: now,
    })
    await recordEvent(trx, context, { type: 'answer published', roundId, answerId })
    const requests = await listRequestIds(trx, roundId)
    await tell(
      trx,
      requests.map((request) => ({
        roundId,
        ...request,
        kind: 'answer published',
        recipients: 'authority' as const,
      })),
    )
    return { answerId }
  })
}
