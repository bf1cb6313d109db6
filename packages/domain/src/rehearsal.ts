import type { CheckedReturn } from './check.ts'
import type { FigureValue } from './figure-value.ts'
import type { Finding, Severity } from './finding.ts'
import { Problem } from './problem.ts'

/** How far a rehearsal is. */
export type RehearsalState = 'waiting' | 'done' | 'failed'

/** What came of trying a draft on sample returns. Nothing in it is of one row. */
export interface Rehearsed extends Tried {
  /** Whether each was compared with a sample return of the round before, as real ones will be. */
  readonly isCompared: boolean
  /** For England. */
  readonly figures: readonly Pick<FigureValue, 'id' | 'value'>[]
  /** How long reading and checking all of them took, and working out the figures. */
  readonly milliseconds: { readonly checking: number; readonly figures: number }
}

interface Tried {
  readonly returns: number
  readonly rows: number
  /** Mistakes that were put in on purpose, and how many of them were found. */
  readonly planted: number
  readonly found: number
  readonly outcomes: Readonly<Record<RehearsedOutcome, number>>
  /** What was found by rule, what was found most first. */
  readonly rules: readonly RehearsedRule[]
  /** How many of the returns could be counted, so that the figures are made from them. */
  readonly counted: number
}

type RehearsedOutcome = CheckedReturn['outcome'] | 'refused'

interface RehearsedRule {
  readonly rule: string
  readonly severity: Severity
  readonly findings: number
  readonly returns: number
}

/** One sample return that was checked, or refused: then with nothing read. */
export interface TriedReturn {
  readonly outcome: RehearsedOutcome
  readonly rows: number
  readonly findings: readonly Pick<Finding, 'rule' | 'severity' | 'column'>[]
  readonly planted: readonly { readonly rule: string; readonly column: string }[]
}

/** What the checks came to over all sample returns. */
export function triedOf(tried: readonly TriedReturn[]): Tried {
  const sum = (of: (one: TriedReturn) => number) => tried.reduce((total, one) => total + of(one), 0)
  const outcomes = { ready: 0, 'needs-answers': 0, 'must-fix': 0, refused: 0 }
  for (const { outcome } of tried) outcomes[outcome]++
  return {
    ...{ returns: tried.length, outcomes, rules: rulesOf(tried) },
    rows: sum(({ rows }) => rows),
    planted: sum(({ planted }) => planted.length),
    found: sum(foundAgain),
    counted: outcomes.ready + outcomes['needs-answers'],
  }
}

/** How many of the mistakes put into a return its check found. */
const foundAgain = ({ planted, findings }: TriedReturn): number =>
  planted.filter(({ rule, column }) =>
    findings.some((finding) => finding.rule === rule && finding.column === column),
  ).length

function rulesOf(tried: readonly TriedReturn[]): RehearsedRule[] {
  const byRule = new Map<string, { severity: Severity; findings: number; returns: Set<TriedReturn> }>()
  for (const one of tried) {
    for (const { rule, severity } of one.findings) {
      const so = byRule.get(rule) ?? { severity, findings: 0, returns: new Set() }
      byRule.set(rule, { severity, findings: so.findings + 1, returns: so.returns.add(one) })
    }
  }
  return [...byRule]
    .map(([rule, { severity, findings, returns }]) => ({ rule, severity, findings, returns: returns.size }))
    .toSorted((one, other) => other.findings - one.findings || (one.rule < other.rule ? -1 : 1))
}

/** So many of them, from the first to the last, as far apart as they can be. */
export function spreadOut<Item>(items: readonly Item[], count: number): Item[] {
  if (count >= items.length) return [...items]
  return Array.from({ length: count }, (_, at) => items[Math.floor((at * items.length) / count)] as Item)
}

export const rehearsalProblems = {
  noSamples: ({ title }: { title: string }) =>
    new Problem(
      'conflict',
      'NO_SAMPLES',
      `Nobody has written sample returns for “${title}”, so it cannot be rehearsed. Get the template, fill in a return yourself and check it instead.`,
    ),

  underWay: () =>
    new Problem(
      'conflict',
      'REHEARSAL_UNDER_WAY',
      'A rehearsal of this round is under way. Wait until it is done, then start another.',
    ),
}
