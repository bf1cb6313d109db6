import { recordEvent } from '@rollcall/database/audit-events'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'
import {
  type ChosenReasons,
  closeWhatRefusesNothing,
  type DecidedReasons,
  decide,
  explanationMarks,
  holdReasons,
} from './hold-reasons.ts'

/**
 * Takes back what was decided on the reasons for one rule: those named, or all. They hold again as they did before anybody decided, and
 * wait to be read. A data query that refuses nothing any more is closed.
 */
export async function takeBackExplanationDecisions(
  context: Context,
  input: ChosenReasons,
): Promise<DecidedReasons> {
  const { viewer } = context
  mustBeAllowed(viewer, 'take back a decision on an explanation')
  const marks = await explanationMarks(context)
  return await transact(context, async (trx) => {
    const office = { ...context, viewer }
    const held = await holdReasons(office, trx, marks, input, (decision) => decision !== null)
    const { id: dataRequestId, authorityId } = held.dataRequest
    const { submissionId, rule } = input

    const decided = await decide(office, trx, held, { submissionId, decision: 'taken back' })
    await recordEvent(trx, context, {
      type: 'decisions on explanations taken back',
      ...{ authorityId, dataRequestId, submissionId, version: held.version, rule, findings: decided.decided },
    })
    await closeWhatRefusesNothing(office, trx, held)
    return decided
  })
}
