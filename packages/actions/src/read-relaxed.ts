import type { Trx } from '@rollcall/database/connect'
import { getDataRequest } from '@rollcall/database/data-requests'
import { listInForceWithReasons, listRelaxations } from '@rollcall/database/relaxations'
import type { DataRequestId, RelaxationId, RoundId } from '@rollcall/domain/ids'
import type { RelaxationEffect, RelaxedInVersion } from '@rollcall/domain/relaxation'
import { type Context, transact } from './context.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'
import { readReasons } from './relaxation-words.ts'
import { rulesOfRound } from './rule-words.ts'

/** A rule that is relaxed for an authority, and why. */
export interface ToldRelaxation {
  readonly id: RelaxationId
  readonly rule: string
  /** The heading that the rule is about. */
  readonly about: string
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
    const about = await headingsOf(trx, roundId, inForce.length > 0)
    return (await readReasons(context, trx, inForce)).map((one) => told(one, about))
  })

/** What was relaxed when it was worked out what a version comes to, each with how many findings it changed. */
export async function relaxedIn(
  context: Context,
  trx: Trx,
  roundId: RoundId,
  relaxed: readonly RelaxedInVersion[] | null,
): Promise<(ToldRelaxation & { readonly findings: number })[]> {
  const rules = relaxed ?? []
  const kept = await listRelaxations(
    trx,
    rules.flatMap(({ by }) => by),
  )
  const withReasons = await readReasons(context, trx, kept)
  const about = await headingsOf(trx, roundId, kept.length > 0)
  return rules.flatMap(({ effect, findings, by }) =>
    withReasons
      .filter(({ id, effect: own }) => by.includes(id) && own === effect)
      .slice(0, 1)
      .map((relaxation) => ({ ...told(relaxation, about), findings })),
  )
}

/** What each rule of a round is about, where there is something to tell. */
async function headingsOf(
  trx: Trx,
  roundId: RoundId,
  isAsked: boolean,
): Promise<ReadonlyMap<string, string>> {
  if (!isAsked) return new Map()
  const rules = rulesOfRound(compiledOf(await frozenCollectionOf(trx, roundId)))
  return new Map(rules.map(({ code, about }) => [code, about]))
}

interface Kept {
  readonly id: RelaxationId
  readonly rule: string
  readonly effect: RelaxationEffect
  readonly dataRequestId: DataRequestId | null
  readonly reason: string | null
  readonly decidedAt: Date | null
}

const told = (
  { id, rule, effect, dataRequestId, reason, decidedAt }: Kept,
  about: ReadonlyMap<string, string>,
): ToldRelaxation => ({
  ...{ id, rule, about: about.get(rule) ?? rule, effect, reason },
  isForAll: dataRequestId === null,
  since: decidedAt,
})
