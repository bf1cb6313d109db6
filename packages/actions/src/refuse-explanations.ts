import { recordEvent } from '@rollcall/database/audit-events'
import { answerDayMustBeAhead } from '@rollcall/domain/data-query'
import type { DataQueryId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { ChosenReasons, type DecidedReasons, decide, explanationMarks, holdReasons } from './hold-reasons.ts'
import { RaiseDataQuery, raiseIn } from './raise-data-query.ts'

// The words tell the authority why, and open the data query in which it answers.
export const RefuseExplanations = ChosenReasons.extend({
  text: z.string().trim().min(1, 'Say what is still not clear.').max(4000),
  dueOn: RaiseDataQuery.shape.dueOn,
})
export type RefuseExplanations = z.infer<typeof RefuseExplanations>

/** How many cells a data query names of all that it is about. */
const mostCells = 10

/**
 * Refuses the reasons that an authority gave for what one rule found: those named, or all, as far as nobody has
 * decided on them. A data query asks for better ones; until then what they were about is not explained, in later versions either.
 */
export async function refuseExplanations(
  context: Context,
  { text, dueOn, ...input }: RefuseExplanations,
): Promise<DecidedReasons & { readonly dataQueryId: DataQueryId }> {
  const { viewer } = context
  mustBeAllowed(viewer, 'refuse an explanation')
  answerDayMustBeAhead(dueOn, context.today)
  const marks = await explanationMarks(context)
  return await transact(context, async (trx) => {
    const office = { ...context, viewer }
    const held = await holdReasons(office, trx, marks, input, (decision) => decision === null)
    const { id: dataRequestId, authorityId } = held.dataRequest
    const { submissionId, rule } = input

    const cells = held.chosen.flatMap(({ finding }) => finding.cell ?? []).slice(0, mostCells)
    const about = { kind: 'rule', rule, cells, findings: held.chosen.length } as const
    const { dataQueryId } = await raiseIn(office, trx, held.dataRequest, { about, dueOn, text })
    const decided = await decide(office, trx, held, { submissionId, decision: 'refused', dataQueryId })
    await recordEvent(trx, context, {
      type: 'explanations refused',
      ...{ authorityId, dataRequestId, submissionId, version: held.version, rule, dataQueryId },
      findings: decided.decided,
    })
    return { ...decided, dataQueryId }
  })
}
