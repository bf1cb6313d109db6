import type { NumberedFinding } from './explained-findings.ts'

/** How many cells are named of all that one explanation is about. */
const mostCells = 10

interface Given {
  readonly text: string | null
  readonly version: number
  readonly givenBy: string | null
  readonly givenAt: Date
}

/** What one rule asks about a return, and how it is answered. */
export interface RuleQueries {
  readonly rule: string
  readonly sheet: string
  readonly heading: string | null
  /** Of the first of them; the others say the same of other cells. */
  readonly message: string
  readonly expected: string
  readonly queries: number
  readonly open: number
  readonly explanations: readonly ExplanationOfMany[]
}

interface ExplanationOfMany extends Given {
  readonly queries: number
  /** The first few. */
  readonly cells: readonly string[]
}

/** Queries by rule, in the order of the workbook, with every explanation once however many cells it is given for. */
export const queriesByRule = (
  queries: readonly NumberedFinding[],
  explanationOf: (finding: NumberedFinding) => Given | undefined,
): RuleQueries[] =>
  [...Map.groupBy(queries, ({ rule }) => rule)].flatMap(([rule, alike]) => {
    const [first] = alike
    if (first === undefined) return []
    const { sheet, heading, message, expected } = first
    const byText = Map.groupBy(alike, (finding) => wordsOf(explanationOf(finding)))
    return {
      ...{ rule, sheet, heading, message, expected },
      queries: alike.length,
      open: byText.get(undefined)?.length ?? 0,
      explanations: [...byText].flatMap(([words, those]) => {
        const given = words === undefined ? undefined : those[0] && explanationOf(those[0])
        return given ? { ...given, queries: those.length, cells: cellsOf(those) } : []
      }),
    }
  })

const wordsOf = (given: Given | undefined): string | undefined =>
  given && JSON.stringify([given.text, given.version, given.givenBy])

const cellsOf = (findings: readonly NumberedFinding[]): string[] =>
  findings.flatMap(({ cell }) => cell ?? []).slice(0, mostCells)
