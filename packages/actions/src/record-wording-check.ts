import { recordEvent } from '@rollcall/database/audit-events'
import { insertWording } from '@rollcall/database/wordings'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { wordedKind } from '@rollcall/domain/worded'
import { wordingMustBeOthers, wordingProblems } from '@rollcall/domain/wording-faults'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { holdWording } from './hold-wording.ts'
import { LawyersCheck, mustBeChecked } from './lawyers-check.ts'

export const RecordWordingCheck = LawyersCheck.extend({
  kind: z.string().max(100),
  /** The version in force that was read: 0 where the words are as shipped. */
  read: z.number().int().min(0),
})
export type RecordWordingCheck = z.infer<typeof RecordWordingCheck>

/**
 * Records that a lawyer has checked the words in force, which nobody had said yet. They are kept as a version of their own: whatever a
 * later Rollcall ships, what was checked stays in force.
 */
export async function recordWordingCheck(
  context: Context,
  { kind, read, lawyer, checkedOn }: RecordWordingCheck,
): Promise<{ readonly version: number }> {
  const { viewer, now, today } = context
  mustBeAllowed(viewer, 'record a check of a wording')
  const { wording, statesLaw = false } = wordedKind(kind)
  return await transact(context, async (trx) => {
    const { inForce, version } = await holdWording(trx, { kind, read })
    if (!statesLaw || (inForce && inForce.lawyer !== null)) throw wordingProblems.nothingToCheck()
    const madeBy = inForce?.madeBy ?? null
    wordingMustBeOthers({ madeBy }, viewer.personId)
    mustBeChecked({ checkedOn }, today)

    const { subject, body, link } = inForce ?? wording
    await insertWording(trx, {
      ...{ kind, version, subject, body, link, statesLaw, madeBy, madeAt: now },
      why: 'A lawyer has checked the words as they were in force.',
      ...{ decision: 'in force', decidedBy: viewer.personId, decidedAt: now, lawyer, checkedOn },
    })
    await recordEvent(trx, context, { type: 'wording checked', kind, version, checkedOn })
    return { version }
  })
}
