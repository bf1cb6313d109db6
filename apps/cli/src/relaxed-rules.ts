import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import {
  effectsFor,
  type RelaxedRule,
  relaxableRules,
  relaxationEffects,
  strongestOf,
} from '@rollcall/domain/relaxation'
import { optional } from './arguments.ts'
import type { Options } from './command.ts'
import { UsageError } from './usage-error.ts'

/** A rule that is relaxed for every return, or for that of one authority. */
export interface Relaxed extends RelaxedRule {
  readonly authority?: string
}

/** The rules that are to be relaxed, as the office relaxed them for the round: `--relax IH-007=off,IH-034=query@330`. */
export function relaxedIn(options: Options, compiled: CompiledCollection): Relaxed[] {
  const typed = optional(options, 'relax')
  return typed === undefined ? [] : typed.split(',').map((one) => relaxedOf(one.trim(), compiled))
}

/** What holds for the return of one authority. */
export const relaxedFor = (relaxed: readonly Relaxed[], authority: string | undefined): RelaxedRule[] =>
  strongestOf(relaxed.filter((one) => one.authority === undefined || one.authority === authority))

function relaxedOf(typed: string, compiled: CompiledCollection): Relaxed {
  const [, rule = '', word, authority] = /^([^=@]+)=(\w+)(?:@(\w+))?$/.exec(typed) ?? []
  const effect = relaxationEffects.find((one) => one === word)
  if (effect === undefined)
    throw new UsageError(
      `--relax names a rule and what becomes of what it finds (off or query), for example --relax IH-007=off or --relax IH-007=query@330. ${typed} does not.`,
    )
  const found = relaxableRules(compiled).find(({ code }) => code === rule)
  if (found === undefined)
    throw new UsageError(`${compiled.collection.id} has no rule ${rule} that can be relaxed.`)
  if (!effectsFor(found).includes(effect))
    throw new UsageError(
      `${rule} does not have to be fixed, so it cannot be made a query. Type --relax ${rule}=off`,
    )
  if (authority === undefined) return { rule, effect }
  if (!compiled.asked.some(({ code }) => code === authority))
    throw new UsageError(
      `No authority ${authority} is asked. Give its three-digit code, for example ${rule}=${effect}@330`,
    )
  return { rule, effect, authority }
}
