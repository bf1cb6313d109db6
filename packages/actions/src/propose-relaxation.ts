import { randomUUID } from 'node:crypto'
import { recordEvent } from '@rollcall/database/audit-events'
import { insertRelaxation } from '@rollcall/database/relaxations'
import { lockRound } from '@rollcall/database/rounds'
import { RelaxationId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import {
  mustHaveEffect,
  relaxableRule,
  relaxationEffects,
  relaxationProblems,
} from '@rollcall/domain/relaxation'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { askedRequest } from './asked-request.ts'
import { type Context, transact } from './context.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'
import { storedWords } from './relaxation-words.ts'

export const ProposeRelaxation = z.object({
  roundId: RoundId,
  rule: z.string().min(1).max(200),
  effect: z.enum(relaxationEffects, { error: 'Choose what becomes of what the rule finds.' }),
  /** By code, GSS code or name; left out: for all. */
  authority: z.string().trim().min(1, 'Say which authority, by its code or its name.').max(200).optional(),
  /** Those it is for read it. */
  reason: z
    .string()
    .trim()
    .min(1, 'Say why the rule is relaxed.')
    .max(2000, 'Say it in 2,000 characters at most.'),
})
export type ProposeRelaxation = z.infer<typeof ProposeRelaxation>

/** Proposes that a rule of a round find nothing, or only ask, for one authority or for all. Nothing changes before another approves it. */
export async function proposeRelaxation(
  context: Context,
  { roundId, rule, effect, authority, reason }: ProposeRelaxation,
): Promise<{ readonly relaxationId: RelaxationId }> {
  const { viewer } = context
  mustBeAllowed(viewer, 'propose to relax a rule')
  return await transact(context, async (trx) => {
    const round = await lockRound(trx, roundId)
    roundMust(round.state, 'work on returns')
    const compiled = compiledOf(await frozenCollectionOf(trx, roundId))
    mustHaveEffect(relaxableRule(compiled, rule), effect)
    const request = authority === undefined ? null : await askedRequest(trx, roundId, compiled, authority)
    const dataRequestId = request?.id ?? null
    const { clear, sealed } = await storedWords(context, trx, dataRequestId, reason)

    const relaxationId = RelaxationId.parse(randomUUID())
    const kept = await insertRelaxation(trx, {
      ...{ id: relaxationId, roundId, dataRequestId, rule, effect, reason: clear, reasonSealed: sealed },
      proposedBy: viewer.personId,
      proposedAt: context.now,
    })
    if (kept === undefined) throw relaxationProblems.relaxedBefore({ rule })
    await recordEvent(trx, context, {
      type: 'relaxed rule proposed',
      ...{ roundId, relaxationId, rule, effect },
      // It is told to an authority only once it is approved.
      ...(request && { forAuthority: request.authorityCode }),
    })
    return { relaxationId }
  })
}
