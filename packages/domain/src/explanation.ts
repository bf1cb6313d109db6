import type { Finding } from './finding.ts'
import { Problem } from './problem.ts'

/** An officer's reason why something odd is true. It belongs to a rule, a row (or cell) and the values that made it odd. */
export interface Explanation {
  readonly rule: string
  readonly subject: string
  readonly value: string
  readonly text: string
}

/** What an explanation holds on to. As they are kept, subject and value are keyed marks, and so have to be those of the findings. */
interface Held extends Pick<Explanation, 'rule' | 'subject' | 'value'> {
  /** Whether the office has refused it: then it answers nothing. */
  readonly isRefused?: boolean
}

export interface Explained<Found extends Finding = Finding, Given extends Held = Explanation> {
  /** Queries with the explanation that answers each. */
  readonly answered: readonly { readonly finding: Found; readonly explanation: Given }[]
  /** Queries still to be fixed or explained. */
  readonly open: readonly Found[]
  /** Of those that are open, the ones whose last explanation was refused, each with it. */
  readonly refused: readonly { readonly finding: Found; readonly explanation: Given }[]
  /** Explanations whose value has changed, or whose finding is gone: kept for the record, and of no more effect. */
  readonly lapsed: readonly Given[]
}

/** Carries explanations over to a new check of the return. One survives as long as its rule, row and value do; of several the last holds, or none where that was refused. */
export function carryOver<Found extends Finding, Given extends Held>(
  findings: readonly Found[],
  explanations: readonly Given[],
): Explained<Found, Given> {
  const given = new Map(explanations.map((explanation) => [keyOf(explanation), explanation]))
  const used = new Set<Given>()
  const answered: { finding: Found; explanation: Given }[] = []
  const open: Found[] = []
  const refused: { finding: Found; explanation: Given }[] = []
  for (const finding of findings) {
    if (finding.severity !== 'query') continue
    const explanation = given.get(
      keyOf({ rule: finding.rule, subject: finding.subject ?? '', value: finding.value ?? '' }),
    )
    if (explanation) used.add(explanation)
    if (explanation && !explanation.isRefused) answered.push({ finding, explanation })
    else open.push(finding)
    if (explanation?.isRefused) refused.push({ finding, explanation })
  }
  return { answered, open, refused, lapsed: explanations.filter((explanation) => !used.has(explanation)) }
}

const keyOf = ({ rule, subject, value }: Held): string => JSON.stringify([rule, subject, value])

export const explanationProblems = {
  noSuchReason: ({ rule }: { rule: string }) =>
    new Problem(
      'conflict',
      'NO_SUCH_REASON',
      `None of the reasons you chose for ${rule} waits for this. Somebody may have decided on them meanwhile: read them again.`,
    ),

  notAQuery: ({ id }: { id: number }) =>
    new Problem(
      'invalid',
      'NOT_A_QUERY',
      `Finding ${id} of this version is not a query. Only queries are explained: an error has to be fixed, and a note needs nothing.`,
    ),

  noOpenQuery: ({ rule }: { rule: string }) =>
    new Problem(
      'invalid',
      'NO_OPEN_QUERY',
      `No query of the rule ${rule} is open in this version. Read its findings again.`,
    ),
}
