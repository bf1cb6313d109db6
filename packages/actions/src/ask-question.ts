import { recordEvent } from '@rollcall/database/audit-events'
import { getDataRequest } from '@rollcall/database/data-requests'
import { insertQuestion } from '@rollcall/database/questions'
import { DataRequestId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { tell } from './tell.ts'
import { wordsOf } from './words.ts'

export const AskQuestion = z.object({
  dataRequestId: DataRequestId,
  text: z.string().trim().min(1, 'Write your question.').max(4000),
})
export type AskQuestion = z.infer<typeof AskQuestion>

/** Asks the office something about a round. Other authorities see it only if the office answers to all. */
export async function askQuestion(
  context: Context,
  { dataRequestId, text }: AskQuestion,
): Promise<{ readonly questionId: string }> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'ask a question')
  return await transact(context, async (trx) => {
    const { roundId, roundState, authorityId } = await getDataRequest(trx, dataRequestId)
    roundMust(roundState, 'work on returns')

    const questionId = crypto.randomUUID()
    const words = await wordsOf(context, trx, dataRequestId)
    const about = { roundId, dataRequestId, authorityId }
    await insertQuestion(trx, {
      ...about,
      id: questionId,
      textSealed: words.seal(text),
      askedBy: viewer.personId,
      askedAt: now,
    })
    await recordEvent(trx, context, { type: 'question asked', ...about, questionId })
    await tell(trx, [{ ...about, kind: 'question asked', recipients: 'office', aboutId: questionId }])
    return { questionId }
  })
}
