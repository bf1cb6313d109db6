import { type CheckedReturn, outcomeOf } from './check.ts'
import type { CompiledCollection } from './compiled-collection.ts'
import type { Finding, Severity } from './finding.ts'
import type { PersonId, RelaxationId } from './ids.ts'
import { Problem } from './problem.ts'
import { rulesOf } from './run-rules.ts'

export const relaxationEffects = ['off', 'query'] as const
/** What becomes of what a relaxed rule finds: it is left out, or it may be explained instead of fixed. */
export type RelaxationEffect = (typeof relaxationEffects)[number]

/** What a relaxed rule comes to for whoever sends a return. */
export const effectMeans: Readonly<Record<RelaxationEffect, string>> = {
  off: 'You do not have to fix or explain what it finds.',
  query: 'What it finds can be explained: it does not have to be fixed.',
}

/** A rule that the office has relaxed, as a check is told of it. The collection itself stays as it was issued. */
export interface RelaxedRule {
  readonly rule: string
  readonly effect: RelaxationEffect
}

/** What held when it was worked out what a version of a return comes to. */
export interface RelaxedInVersion extends RelaxedRule {
  /** How many findings were left out, or made queries. */
  readonly findings: number
  readonly by: readonly RelaxationId[]
}

/** A rule of a collection that can be relaxed. */
export interface RelaxableRule {
  readonly code: string
  readonly severity: Severity
  /** The sheet's id. */
  readonly sheet: string
}

/** What can be relaxed: rules of the collection. A cell that cannot be read stays wrong, as nobody knows what it says. */
export const relaxableRules = (compiled: CompiledCollection): RelaxableRule[] =>
  rulesOf(compiled).map(({ code, severity, sheet }) => ({ code, severity, sheet }))

/** The one of a collection by its code, or a Problem. */
export function relaxableRule(compiled: CompiledCollection, code: string): RelaxableRule {
  const found = relaxableRules(compiled).find((rule) => rule.code === code)
  if (found === undefined) throw relaxationProblems.ruleUnknown({ rule: code })
  return found
}

/** What a rule can be made, the mildest first: only what must be fixed can be made a query. */
export const effectsFor = ({ severity }: Pick<RelaxableRule, 'severity'>): readonly RelaxationEffect[] =>
  severity === 'error' ? ['query', 'off'] : ['off']

export function mustHaveEffect(rule: RelaxableRule, effect: RelaxationEffect): void {
  if (!effectsFor(rule).includes(effect)) throw relaxationProblems.effectUnfit({ rule: rule.code })
}

interface InForce extends RelaxedRule {
  readonly id: RelaxationId
}

/** Each rule once: where it is relaxed for all and for an authority, the stronger holds. */
export function strongestOf(relaxed: readonly RelaxedRule[]): RelaxedRule[] {
  const off = new Set(relaxed.filter(({ effect }) => effect === 'off').map(({ rule }) => rule))
  const rules = new Set(relaxed.map(({ rule }) => rule))
  return [...rules].map((rule) => ({ rule, effect: off.has(rule) ? 'off' : 'query' }))
}

/** The same of relaxations that are in force, with all that have a part in it. */
export const relaxedBy = (inForce: readonly InForce[]): (RelaxedRule & Pick<RelaxedInVersion, 'by'>)[] =>
  strongestOf(inForce).map((relaxed) => ({
    ...relaxed,
    by: inForce.filter(({ rule }) => rule === relaxed.rule).map(({ id }) => id),
  }))

/** How many of what a check found a relaxed rule leaves out, or makes queries. */
export const touchedBy = ({ rule, effect }: RelaxedRule, found: readonly Finding[]): number =>
  found.filter((one) => one.rule === rule && (effect === 'off' || one.severity === 'error')).length

/** What is left of what a check found, once rules are relaxed: the same wherever the check was made. */
export function relaxFindings<Found extends Finding>(
  findings: readonly Found[],
  relaxed: readonly RelaxedRule[],
): Found[] {
  if (relaxed.length === 0) return [...findings]
  const effects = new Map(relaxed.map(({ rule, effect }) => [rule, effect]))
  return findings.flatMap((finding) => {
    const effect = effects.get(finding.rule)
    if (effect === 'off') return []
    return [effect === 'query' && finding.severity === 'error' ? asQuery(finding) : finding]
  })
}

/** A whole check with rules relaxed, and what it then comes to. */
export function relaxReturn<Checked extends Pick<CheckedReturn, 'findings' | 'outcome' | 'counts'>>(
  checked: Checked,
  relaxed: readonly RelaxedRule[],
): Checked {
  if (relaxed.length === 0) return checked
  const findings = relaxFindings(checked.findings, relaxed)
  return { ...checked, findings, ...outcomeOf(findings) }
}

/** An explanation holds on to its row and values; of what was kept before errors had them, to its cell and what that says. */
const asQuery = <Found extends Finding>(finding: Found): Found => ({
  ...finding,
  severity: 'query',
  subject: finding.subject ?? finding.cell ?? '',
  value: finding.value ?? finding.found,
})

/** What is left to do about a return. */
interface Left {
  readonly errors: number
  readonly openQueries: number
}

/** How often one rule found something in it: errors, and queries that nobody has explained. */
interface OfRule extends Left {
  /** Explained or not. */
  readonly queries: number
}

/** What would be left of a return if a rule were relaxed, told by numbers alone. */
export const leftAfter = ({ errors, openQueries }: Left, own: OfRule, effect: RelaxationEffect): Left => ({
  errors: errors - own.errors,
  openQueries: effect === 'off' ? openQueries - own.openQueries : openQueries + own.errors,
})

/** What would be left, at most, if a rule were no longer relaxed: of what it found before, some may have been explained. */
export function leftAgain(
  { errors, openQueries }: Left,
  own: OfRule & { readonly fellAway: number },
  { severity }: Pick<RelaxableRule, 'severity'>,
): Left {
  if (severity === 'error')
    return { errors: errors + own.fellAway + own.queries, openQueries: openQueries - own.openQueries }
  return { errors, openQueries: openQueries + (severity === 'query' ? own.fellAway : 0) }
}

/** Four eyes: nobody approves what they proposed. */
export function mustBeOthersProposal(
  { proposedBy }: { readonly proposedBy: PersonId },
  personId: PersonId,
): void {
  if (proposedBy === personId) throw relaxationProblems.ownProposal()
}

/** Refuses to decide a second time. */
export function mustBeUndecided({ decision }: { readonly decision: 'approved' | 'refused' | null }): void {
  if (decision !== null) throw relaxationProblems.proposalDecided({ decision })
}

/** Refuses to sign what is ready only by a rule that is not relaxed any more: it is about to be checked again. */
export function mustStillBeRelaxed(
  worked: readonly Pick<RelaxedInVersion, 'by'>[],
  inForce: readonly Pick<InForce, 'id'>[],
): void {
  const now = new Set(inForce.map(({ id }) => id))
  if (worked.some(({ by }) => by.some((id) => !now.has(id)))) throw relaxationProblems.relaxedNoMore()
}

/** Only what was approved, and has not been withdrawn, can be withdrawn. */
export function mustBeInForce(relaxation: {
  readonly withdraws: string | null
  readonly decision: 'approved' | 'refused' | null
  readonly withdrawnAt: object | null
}): void {
  const { withdraws, decision, withdrawnAt } = relaxation
  if (withdraws !== null || decision !== 'approved' || withdrawnAt !== null)
    throw relaxationProblems.notInForce()
}

export const relaxationProblems = {
  ruleUnknown: ({ rule }: { rule: string }) =>
    new Problem(
      'missing',
      'RULE_UNKNOWN',
      `This round has no rule ${rule.slice(0, 60)} that can be relaxed. Read the rules of the round.`,
    ),

  effectUnfit: ({ rule }: { rule: string }) =>
    new Problem(
      'invalid',
      'EFFECT_UNFIT',
      `${rule} does not have to be fixed, so it cannot be made a query. It can be turned off.`,
    ),

  relaxedBefore: ({ rule }: { rule: string }) =>
    new Problem(
      'conflict',
      'RELAXED_BEFORE',
      `${rule} is relaxed for them already, or somebody has proposed it. Withdraw or decide that one first.`,
    ),

  ownProposal: () =>
    new Problem(
      'forbidden',
      'OWN_PROPOSAL',
      'You proposed this. Ask another approver to approve it. You can take it back.',
    ),

  proposalDecided: ({ decision }: { decision: string }) =>
    new Problem('conflict', 'PROPOSAL_DECIDED', `This proposal was ${decision} already. Read it again.`),

  relaxedNoMore: () =>
    new Problem(
      'conflict',
      'RELAXED_NO_MORE',
      'The office has just withdrawn a relaxed rule, and this return is being checked again. Wait a minute, then read it again.',
    ),

  notInForce: () =>
    new Problem(
      'conflict',
      'NOT_IN_FORCE',
      'This is not in force, so there is nothing to withdraw. Read the rules of the round again.',
    ),

  withdrawalProposed: () =>
    new Problem(
      'conflict',
      'WITHDRAWAL_PROPOSED',
      'Somebody has proposed already to withdraw this. Decide that proposal.',
    ),
}
