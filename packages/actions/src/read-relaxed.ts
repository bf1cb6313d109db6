import type { Trx } from '@rollcall/database/connect'
import { getDataRequest } from '@rollcall/database/data-requests'
import { listInForceWithReasons, listRelaxations } from '@rollcall/database/relaxations'
import type { DataRequestId, RelaxationId } from '@rollcall/domain/ids'
import type { RelaxationEffect, RelaxedInVersion } from '@rollcall/domain/relaxation'
import { type Context, transact } from './context.ts'
import { readReasons } from './relaxation-words.ts'

/** A rule that is relaxed for an authority, and why. */
export interface ToldRelaxation {
  readonly id: RelaxationId
  readonly rule: string
  readonly effect: RelaxationEffect
  readonly isForAll: boolean
  /** Null where it was destroyed. */
  readonly reason: string | null
  readonly since: Date | null
}

/** The rules that are relaxed for one authority now. */
export const readRelaxed = (context: Context, dataRequestId: DataRequestId): Promise<ToldRelaxation[]> =>
  transact(context, async (trx) => {
    const { roundId } = await getDataRequest(trx, dataRequestId)
    const inForce = await listInForceWithReasons(trx, { roundId, dataRequestId })
    return (await readReasons(context, trx, inForce)).map(told)
  })

/** What was relaxed when it was worked out what a version comes to, each with how many findings it changed. */
export async function relaxedIn(
  context: Context,
  trx: Trx,
  relaxed: readonly RelaxedInVersion[] | null,
): Promise<(ToldRelaxation & { readonly findings: number })[]> {
  const rules = relaxed ?? []
  const kept = await listRelaxations(
    trx,
    rules.flatMap(({ by }) => by),
  )
  const withReasons = await readReasons(context, trx, kept)
  return rules.flatMap(({ rule, effect, findings, by }) =>
    withReasons
      .filter(({ id, effect: own }) => by.includes(id) && own === effect)
      .slice(0, 1)
      .map((relaxation) => ({ ...told(relaxation), rule, findings })),
  )
}

const told = ({
  id,
  rule,
  effect,
  dataRequestId,
  reason,
  decidedAt,
}: {
  readonly id: RelaxationId
  readonly rule: string
  readonly effect: RelaxationEffect
  readonly dataRequestId: DataRequestId | null
  readonly reason: string | null
  readonly decidedAt: Date | null
}): ToldRelaxation => ({ id, rule, effect, isForAll: dataRequestId === null, reason, since: decidedAt })
