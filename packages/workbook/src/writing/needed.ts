import { inWords, shift } from '@rollcall/domain/calendar-date'
import type { Column } from '@rollcall/domain/column'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { CompiledSheet } from '@rollcall/domain/compiled-sheet'
import type { Condition, DayOperand, NumberOperand } from '@rollcall/domain/condition'
import { either } from '@rollcall/domain/text'

/** When an answer is needed, in words: 'Yes', 'No', or 'When Type of setting is Other'. */
export function neededInWords(column: Column, sheet: CompiledSheet, compiled: CompiledCollection): string {
  const rules = compiled.collection.rules.filter(
    (rule) => rule.sheet === sheet.id && 'column' in rule && rule.column === column.id,
  )
  if (column.required || rules.some(({ kind }) => kind === 'required')) return 'Yes'
  const conditions = (kind: 'required-when' | 'blank-when') =>
    rules.flatMap((rule) => (rule.kind === kind && 'when' in rule && rule.when ? [rule.when] : []))
  const blank = conditions('blank-when').map((condition) => beyondAnswered(condition, column.id))
  return whenInWords(conditions('required-when'), blank, (condition) =>
    inPlainWords(condition, sheet, compiled),
  )
}

/** The condition without saying that the column itself has an answer, which goes without saying of one to be left empty. */
function beyondAnswered(condition: Condition, id: string): Condition {
  if (!('all' in condition)) return condition
  const rest = condition.all.filter((part) => !('answered' in part && part.column === id))
  const [only] = rest
  return only && rest.length === 1 ? only : { all: rest }
}

function whenInWords(
  needed: readonly Condition[],
  blank: readonly Condition[],
  say: (condition: Condition) => string,
): string {
  if (needed.length === 0 && blank.length === 0) return 'No'
  const [only] = needed
  if (only && needed.length === 1 && blank.length === 1 && areOpposite(only, blank[0]))
    return `Only when ${say(only)}.`
  const always = needed.length === 0 ? ['No.'] : needed.map((condition) => `When ${say(condition)}.`)
  return [...always, ...blank.map((condition) => `Leave empty when ${say(condition)}.`)].join(' ')
}

const areOpposite = (one: Condition, other: Condition | undefined): boolean =>
  JSON.stringify({ not: one }) === JSON.stringify(other) ||
  JSON.stringify(one) === JSON.stringify({ not: other })

/** A condition as an officer would say it: 'Type of setting is Other and Sex is not Male'. */
export function inPlainWords(
  condition: Condition,
  sheet: CompiledSheet,
  compiled: CompiledCollection,
): string {
  const say = (part: Condition) => inPlainWords(part, sheet, compiled)
  if ('all' in condition) return condition.all.map(say).join(' and ')
  if ('any' in condition) return condition.any.map(say).join(' or ')
  if ('not' in condition) return opposite(condition.not, say, sheet)
  if ('inLastRound' in condition) return 'the same one was in your last return'
  return `${headingOf(condition.column, sheet)} ${ofColumn(condition, sheet, compiled)}`
}

type OfColumn = Extract<Condition, { column: string }>

function opposite(condition: Condition, say: (part: Condition) => string, sheet: CompiledSheet): string {
  const words = say(condition)
  if (!('column' in condition)) return `it is not so that ${words}`
  const heading = headingOf(condition.column, sheet)
  const rest = words.slice(heading.length + 1)
  return `${heading} ${rest.startsWith('is ') ? `is not ${rest.slice(3)}` : rest.replace(/^has an/, 'has no')}`
}

function ofColumn(condition: OfColumn, sheet: CompiledSheet, compiled: CompiledCollection): string {
  const column = sheet.column(condition.column)
  const show = (value: string | number) =>
    column.show(typeof value === 'number' && column.scale > 0 ? value * column.scale : value)
  if ('is' in condition) return `is ${show(condition.is)}`
  if ('in' in condition) return `is ${either(condition.in.map(show))}`
  if ('before' in condition) return `is before ${dayInWords(condition.before, sheet, compiled)}`
  if ('after' in condition) return `is after ${dayInWords(condition.after, sheet, compiled)}`
  if ('over' in condition) return `is over ${numberInWords(condition.over, sheet, show)}`
  if ('under' in condition) return `is under ${numberInWords(condition.under, sheet, show)}`
  if ('answered' in condition) return 'has an answer'
  return 'blank' in condition ? 'is empty' : 'is not held'
}

const headingOf = (id: string, sheet: CompiledSheet): string => sheet.column(id).heading

/** '1 September 2024', 'Date of birth', '2 years after Date of birth'. */
export function dayInWords(
  operand: DayOperand,
  sheet: CompiledSheet,
  { referenceDate }: CompiledCollection,
): string {
  if (typeof operand === 'string') return inWords(operand)
  if ('day' in operand) return inWords(shift(referenceDate, operand))
  const moved = [
    [operand.years, 'year'],
    [operand.months, 'month'],
    [operand.days, 'day'],
  ].flatMap(([by, unit]) =>
    by ? [`${Math.abs(Number(by))} ${unit}${Math.abs(Number(by)) === 1 ? '' : 's'}`] : [],
  )
  const earlier = [operand.years, operand.months, operand.days].some((by) => by !== undefined && by < 0)
  const heading = headingOf(operand.column, sheet)
  return moved.length === 0 ? heading : `${moved.join(' and ')} ${earlier ? 'before' : 'after'} ${heading}`
}

/** A number as the column it is compared with has it, or the heading of another column. */
export const numberInWords = (
  operand: NumberOperand,
  sheet: CompiledSheet,
  show: (value: number) => string,
): string => (typeof operand === 'number' ? show(operand) : headingOf(operand.column, sheet))
