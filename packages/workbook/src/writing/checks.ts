import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { CompiledSheet } from '@rollcall/domain/compiled-sheet'
import type { Condition, DayOperand, NumberOperand } from '@rollcall/domain/condition'
import type { Severity } from '@rollcall/domain/finding'
import type { Rule } from '@rollcall/domain/rules/index'
import { capital, either } from '@rollcall/domain/text'
import { dayInWords, inPlainWords, numberInWords } from './needed.ts'

/** What a rule expects of a return, before anything is sent. */
export interface CheckInWords {
  readonly code: string
  readonly severity: Severity
  /** The heading of the column it is about. */
  readonly about: string
  readonly expects: string
  /** What an officer is told where it is not so, without what their return says; not there where the collection leaves that to the rule's kind. */
  readonly tells: string | undefined
}

/** What is checked on a sheet beyond how each answer is written, in the collection's own words where it has some. */
export const checksOf = (sheet: CompiledSheet, compiled: CompiledCollection): CheckInWords[] =>
  compiled.collection.rules
    .filter((rule) => rule.sheet === sheet.id)
    .map((rule) => {
      const words = ownWords(rule, sheet) ?? kindWords(rule, sheet, compiled)
      return {
        ...{ code: rule.code, severity: rule.severity, about: sheet.column(aboutOf(rule)).heading },
        expects: capital(words),
        tells: rule.says?.message?.replace(/\{\w+\}/g, '…').replaceAll('….', '…'),
      }
    })

/** The column where a finding of the rule is shown. */
function aboutOf(rule: Rule): string {
  if (rule.kind === 'unique') return rule.columns[0] ?? ''
  return rule.kind === 'no-overlap' ? rule.start : rule.column
}

/** Nothing where the words name what only a return can fill in. */
function ownWords({ says }: Rule, sheet: CompiledSheet): string | undefined {
  const words = says?.expected?.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const column = sheet.columns.find(({ id }) => id === name)
    return column ? `“${column.heading}”` : whole
  })
  return words === undefined || /\{\w+\}/.test(words) ? undefined : words
}

function kindWords(rule: Rule, sheet: CompiledSheet, compiled: CompiledCollection): string {
  const when =
    'when' in rule && rule.when && rule.kind !== 'blank-when'
      ? `, when ${inPlainWords(rule.when, sheet, compiled)}`
      : ''
  return `${expectation(rule, sheet, compiled)}${when}`
}

const relations = {
  before: 'before',
  'on-or-before': 'on or before',
  after: 'after',
  'on-or-after': 'on or after',
  under: 'less than',
  'at-most': 'no more than',
  over: 'more than',
  'at-least': 'no less than',
  'same-as': 'the same as',
  'different-from': 'different from',
} as const

function expectation(rule: Rule, sheet: CompiledSheet, compiled: CompiledCollection): string {
  const named = (id: string, on = sheet) => `“${on.column(id).heading}”`
  const say = (condition: Condition) => inPlainWords(condition, sheet, compiled)
  switch (rule.kind) {
    case 'required':
    case 'required-when':
      return 'an answer'
    case 'blank-when':
      return `an empty cell when ${say(rule.when)}`
    case 'one-of':
      return either(rule.values.map((value) => shown(rule.column, value, sheet)))
    case 'between':
      return between(rule, sheet, compiled)
    case 'compare':
      return `${relations[rule.is]} ${named(rule.other)}`
    case 'holds':
      return `that ${say(rule.check)}`
    case 'unique':
      return `no two rows with the same ${rule.columns.map((id) => named(id)).join(', ')}`
    case 'exists-in':
      return `one that is also under ${named(rule.inColumn, compiled.sheet(rule.inSheet))} on the sheet ${compiled.sheet(rule.inSheet).sheet.name}`
    case 'no-overlap':
      return 'dates that follow each other, and do not overlap'
    case 'adds-up':
      return total(rule, sheet, compiled)
    case 'changed-since-last-round':
      return rule.sameRow ? 'the same as in your last return' : 'not far from what it was in your last return'
    case 'share-of-rows':
      return `that in no more than ${percent(rule.share)} of the rows ${say(rule.where)}`
    case 'against-reference':
      return `no more than ${percent(rule.share)} of your ${rule.population.replaceAll('-', ' ')}`
  }
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`

function shown(id: string, value: string | number, sheet: CompiledSheet): string {
  const column = sheet.column(id)
  return column.show(typeof value === 'number' ? value * (column.scale || 1) : value)
}

function between(
  { column: id, from, to }: Extract<Rule, { kind: 'between' }>,
  sheet: CompiledSheet,
  compiled: CompiledCollection,
): string {
  const { isDate } = sheet.column(id)
  const bound = (operand: DayOperand | NumberOperand) =>
    isDate
      ? dayInWords(operand as DayOperand, sheet, compiled)
      : numberInWords(operand as NumberOperand, sheet, (value) => shown(id, value, sheet))
  const ends = [
    ...(from === undefined ? [] : [`${bound(from)} or ${isDate ? 'later' : 'more'}`]),
    ...(to === undefined ? [] : [`${bound(to)} or ${isDate ? 'earlier' : 'less'}`]),
  ]
  return ends.join(', and ')
}

const limits = { equal: '', 'at-least': 'at least ', 'at-most': 'at most ' } as const

function total(
  { of, is, times }: Extract<Rule, { kind: 'adds-up' }>,
  sheet: CompiledSheet,
  compiled: CompiledCollection,
): string {
  const limit = `${limits[is]}${times === 1 ? '' : `${times} times `}`
  if ('parts' in of)
    return `${limit}the sum of ${of.parts.map((id) => `“${sheet.column(id).heading}”`).join(' and ')}`
  const there = compiled.sheet('rows' in of ? of.rows : of.sheet)
  const what = 'rows' in of ? 'the number of rows' : `the sum of “${there.column(of.sum).heading}”`
  const where = of.where ? `, counting those where ${inPlainWords(of.where, there, compiled)}` : ''
  return `${limit}${what} on the sheet ${there.sheet.name}${where}`
}
