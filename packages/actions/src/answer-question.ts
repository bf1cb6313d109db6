import { recordEvent } from '@rollcall/database/audit-events'
import { listRequestIds } from '@rollcall/database/data-requests-of-round'
import { insertNotices } from '@rollcall/database/notices'
import { insertAnswer } from '@rollcall/database/questions'
import { lockRound } from '@rollcall/database/rounds'
import { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'

export const AnswerQuestion = z.object({
  roundId: RoundId,
  /** In the office's own words, so that nobody can tell who asked, nor about whom. */
  question: z.string().trim().min(1, 'Write the question as everyone may read it.').max(4000),
  answer: z.string().trim().min(1, 'Write the answer.').max(10_000),
})
export type AnswerQuestion = z.infer<typeof AnswerQuestion>

/** Publishes an answer to every authority of a round, so that all of them know the same. */
export async function answerQuestion(
  context: Context,
  { roundId, question, answer }: AnswerQuestion,
): Promise<{ readonly answerId: string }> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'publish an answer')
  return await transact(context, async (trx) => {
    const round = await lockRound(trx, roundId)
    roundMust(round.state, 'work on returns')

    const answerId = crypto.randomUUID()
    await insertAnswer(trx, {
      ...{ id: answerId, roundId, question, answer },
      publishedBy: viewer.personId,
      publishedAt: now,
    })
    await recordEvent(trx, context, { type: 'answer published', roundId, answerId })
    const requests = await listRequestIds(trx, roundId)
    await insertNotices(
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
