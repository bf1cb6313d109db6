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
 * Accepts the reasons that an authority gave for what one rule found: those named, whatever was decided on them before, or all that
 * nobody has decided on. They stay accepted in later versions while their values stay.
 */
export async function acceptExplanations(context: Context, input: ChosenReasons): Promise<DecidedReasons> {
  const { viewer } = context
  mustBeAllowed(viewer, 'accept an explanation')
  const marks = await explanationMarks(context)
  return await transact(context, async (trx) => {
    const office = { ...context, viewer }
    const held = await holdReasons(office, trx, marks, input, (decision, isNamed) =>
      isNamed ? decision !== 'accepted' : decision === null,
    )
    const { id: dataRequestId, authorityId } = held.dataRequest
    const { submissionId, rule } = input

    const decided = await decide(office, trx, held, { submissionId, decision: 'accepted' })
    await recordEvent(trx, context, {
      type: 'explanations accepted',
      ...{ authorityId, dataRequestId, submissionId, version: held.version, rule, findings: decided.decided },
    })
    await closeWhatRefusesNothing(office, trx, held)
    return decided
  })
}
