import type { Finding } from './finding.ts'

/** An officer's reason why something odd is true. It belongs to a rule, a row (or cell) and the values that made it odd. */
export interface Explanation {
  readonly rule: string
  readonly subject: string
  readonly value: string
  readonly text: string
}

export interface Explained {
  /** Queries with the explanation that answers each. */
  readonly answered: readonly { readonly finding: Finding; readonly explanation: Explanation }[]
  /** Queries still to be fixed or explained. */
  readonly open: readonly Finding[]
  /** Explanations whose value has changed, or whose finding is gone: kept for the record, and of no more effect. */
  readonly lapsed: readonly Explanation[]
}

/** Carries explanations over to a new check of the return. One survives as long as its rule, row and value do. */
export function carryOver(findings: readonly Finding[], explanations: readonly Explanation[]): Explained {
  const given = new Map(explanations.map((explanation) => [keyOf(explanation), explanation]))
  const used = new Set<Explanation>()
  const answered: { finding: Finding; explanation: Explanation }[] = []
  const open: Finding[] = []
  for (const finding of findings) {
    if (finding.severity !== 'query') continue
    const explanation = given.get(
      keyOf({ rule: finding.rule, subject: finding.subject ?? '', value: finding.value ?? '' }),
    )
    if (explanation === undefined) open.push(finding)
    else {
      used.add(explanation)
      answered.push({ finding, explanation })
    }
  }
  return { answered, open, lapsed: explanations.filter((explanation) => !used.has(explanation)) }
}

const keyOf = ({ rule, subject, value }: Omit<Explanation, 'text'>): string =>
  JSON.stringify([rule, subject, value])
