import type { Finding, Severity } from '@rollcall/domain/finding'
import { findingsByRule, type RuleFindings } from '@rollcall/domain/findings-by-rule'
import { counted, withCommas } from '@rollcall/domain/text'
import { element, filled, goTo, show } from './elements.ts'

const atOnce = 50

/** Shows every finding under its rule. A long list comes in parts, the next whenever it is asked for. */
export function showFindings(findings: readonly Finding[]): void {
  const rules = findingsByRule(findings)
  for (const severity of ['error', 'query', 'note'] as const) {
    const own = rules.filter((rule) => rule.severity === severity)
    const count = own.reduce((sum, rule) => sum + rule.findings.length, 0)
    show(`${severity}-findings`, count > 0)
    element(`${severity}-count`).textContent = `(${withCommas(count)})`
    element(`${severity}-rules`).replaceChildren(...own.map(shown))
  }
}

const inPlaces = (count: number): string => (count === 1 ? 'In 1 place' : `In ${counted(count, 'place')}`)

function shown(rule: RuleFindings): HTMLElement {
  const { findings, says, severity } = rule
  const whole = filled('rule', {
    says,
    places: inPlaces(findings.length),
    code: rule.rule,
    expected: expectedOf(severity, rule.expected),
    fix: fixOf(rule.fix),
  })
  const [list, more] = [whole.querySelector('ul'), whole.querySelector('button')]
  const howMany = more?.querySelector('[data-how-many]')
  if (!list || !more || !howMany) throw new Error('the template of a rule has lost its list')
  let next = 0
  const showMore = (): HTMLElement | undefined => {
    const part = findings.slice(next, next + atOnce).map((finding) => itemOf(finding, rule))
    next += part.length
    list.append(...part)
    const left = findings.length - next
    if (left === 0) more.remove()
    howMany.textContent = `Show ${Math.min(left, atOnce)} more of ${counted(left, 'place')}`
    return part[0]
  }
  more.addEventListener('click', () => {
    const first = showMore()
    if (first) goTo(first)
  })
  showMore()
  return whole
}

/** One place, with whatever its rule has not said for all of them. */
const itemOf = (finding: Finding, { severity, says, expected, fix }: RuleFindings): HTMLElement =>
  filled('finding', {
    place: placeOf(finding),
    message: finding.message === says ? '' : whatIs(finding, says),
    expected: finding.expected === expected ? '' : expectedOf(severity, finding.expected),
    fix: finding.fix === fix ? '' : fixOf(finding.fix),
  })

/** Where the rule's sentence leaves something open, it is what was found that fills it. */
const whatIs = ({ message, found }: Finding, says: string): string =>
  says.includes('…') ? `We found: ${found || 'nothing'}.` : message

/** 'Children B7', or 'The whole workbook'. */
const placeOf = ({ sheet, cell }: Finding): string =>
  [sheet, cell].filter(Boolean).join(' ') || 'The whole workbook'

const expectedOf = (severity: Severity, expected: string): string =>
  severity === 'note' ? '' : `We expected: ${expected}.`

const fixOf = (fix: string): string => `How to fix it: ${fix}`
