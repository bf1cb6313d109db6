import { findingsByRule } from '@rollcall/domain/findings-by-rule'
import type { NumberedFinding } from './explained-findings.ts'
import type { GivenExplanation } from './given-explanations.ts'

/** How many cells are named of all that one explanation is about. */
const mostCells = 10

/** What one rule asks about a return, and how it is answered. */
export interface RuleQueries {
  readonly rule: string
  readonly sheet: string
  readonly heading: string | null
  /** What all of them say, with '…' for what differs from one to the next. */
  readonly message: string
  readonly expected: string
  readonly queries: number
  readonly open: number
  readonly explanations: readonly ExplanationOfMany[]
}

interface ExplanationOfMany extends GivenExplanation {
  readonly queries: number
  /** The first few. */
  readonly cells: readonly string[]
}

/** Queries by rule, in the order of the workbook, with every explanation once however many cells it is given for. */
export const queriesByRule = (
  queries: readonly NumberedFinding[],
  explanationOf: (finding: NumberedFinding) => GivenExplanation | undefined,
): RuleQueries[] =>
  findingsByRule(queries).map(({ rule, says: message, expected, findings: alike }) => {
    const [{ sheet, heading }] = alike
    const byText = Map.groupBy(alike, (finding) => reasonOf(explanationOf(finding)))
    return {
      ...{ rule, sheet, heading, message, expected },
      queries: alike.length,
      open: alike.filter((finding) => isOpen(explanationOf(finding))).length,
      explanations: [...byText].flatMap(([words, those]) => {
        const given = words === undefined ? undefined : those[0] && explanationOf(those[0])
        return given ? { ...given, queries: those.length, cells: cellsOf(those) } : []
      }),
    }
  })

/** What makes explanations of several findings one reason: the same words, of the same person, for the same version, decided alike. */
const reasonOf = (given: GivenExplanation | undefined): string | undefined =>
  given &&
  JSON.stringify([
    ...[given.text, given.version, given.givenBy],
    ...[given.decided?.decision, given.decided?.dataQueryId, given.decided?.decidedAt],
  ])

/** Whether a query still has to be fixed or explained: nothing was said of it, or that was refused. */
const isOpen = (given: GivenExplanation | undefined): boolean =>
  given === undefined || given.decided?.decision === 'refused'

const cellsOf = (findings: readonly NumberedFinding[]): string[] =>
  findings.flatMap(({ cell }) => cell ?? []).slice(0, mostCells)
