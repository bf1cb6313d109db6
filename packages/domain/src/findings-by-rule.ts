import type { Finding, Severity } from './finding.ts'

/** All that one rule found in a return, told once. */
export interface RuleFindings<Found extends Finding = Finding> {
  readonly rule: string
  readonly severity: Severity
  /** What is wrong, what is expected and how to fix it, each in one sentence, with '…' for what differs from one to the next. */
  readonly says: string
  readonly expected: string
  readonly fix: string
  /** In the order of the workbook. */
  readonly findings: readonly [Found, ...Found[]]
}

/** Findings by rule: first what must be fixed, then what is fixed or explained, then what is for information. */
export const findingsByRule = <Found extends Finding>(findings: readonly Found[]): RuleFindings<Found>[] =>
  ruleByRule(findings).flatMap(toldOnce)

/** The same findings in the order of their rules. */
export const inOrderOfRules = <Found extends Finding>(findings: readonly Found[]): Found[] =>
  ruleByRule(findings).flat()

// Without Map.groupBy: browsers that have not got it check returns too.
function ruleByRule<Found extends Finding>(findings: readonly Found[]): Found[][] {
  const byRule = new Map<string, Found[]>()
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.rule}`
    const own = byRule.get(key)
    if (own) own.push(finding)
    else byRule.set(key, [finding])
  }
  return [...byRule.values()].sort(
    ([a], [b]) => order.indexOf(a?.severity ?? 'note') - order.indexOf(b?.severity ?? 'note'),
  )
}

const order: readonly Severity[] = ['error', 'query', 'note']

function toldOnce<Found extends Finding>([first, ...others]: readonly Found[]): RuleFindings<Found>[] {
  if (first === undefined) return []
  const { rule, severity } = first
  const all: readonly [Found, ...Found[]] = [first, ...others]
  const common = (part: 'message' | 'expected' | 'fix'): string =>
    inCommon(all.map((finding) => finding[part]))
  return [
    {
      ...{ rule, severity, findings: all },
      ...{ says: common('message'), expected: common('expected'), fix: common('fix') },
    },
  ]
}

/** A sentence that says what all of these say, with '…' for the words in the middle that differ; the first, where too little is alike. */
export function inCommon(sentences: readonly string[]): string {
  const [first = '', ...others] = new Set(sentences)
  if (others.length === 0) return first
  const whole = wordsOf(first)
  let [before, after] = [whole.length, whole.length]
  for (const other of others) {
    const words = wordsOf(other)
    const most = Math.min(whole.length, words.length)
    before = alike(Math.min(before, most), (at) => whole[at] === words[at])
    after = alike(Math.min(after, most - before), (at) => whole.at(-1 - at) === words.at(-1 - at))
    if (before + after < fewestWords) return first
  }
  return [...whole.slice(0, before), ' …', ...whole.slice(whole.length - after)].join('')
}

/** Fewer words than these say nothing by themselves. */
const fewestWords = 4

/** The words of a sentence, each with the space before it; a stop or a comma stands alone. */
const wordsOf = (sentence: string): string[] => sentence.split(/(?=\s|[,.:;?!](?:\s|$))/)

function alike(most: number, isAlike: (at: number) => boolean): number {
  let count = 0
  while (count < most && isAlike(count)) count++
  return count
}
