import { expectedIn } from '@rollcall/domain/choices'
import type { Column } from '@rollcall/domain/column'
import { withoutCapital } from '@rollcall/domain/text'
import type { ReadingScope } from '@rollcall/domain/types/column-type'
import { dateFormat, textFormat } from './cell-value.ts'
import type { Dropdowns } from './dropdowns.ts'
import { shortened } from './excel-text.ts'
import type { ValidationPlan } from './plan.ts'

// Excel's limits for what a validation may say.
const longestTitle = 32
const longestPrompt = 255

// More than this many choices are not spelt out in a sentence: there is the list.
const mostSpeltOut = 6

const formats: { readonly [Type in Column['type']]?: string } = {
  text: textFormat,
  'whole-number': '#,##0',
  money: '£#,##0.00',
  percentage: '0.00%',
  date: dateFormat,
  code: textFormat,
  authority: textFormat,
  upn: textFormat,
  'nhs-number': textFormat,
  urn: textFormat,
}

/** How a column's answers are shown. Identifiers and codes are text, so that leading zeros stay. */
export function formatOf(column: Column): string | undefined {
  if (column.type === 'decimal') return `#,##0.${'0'.repeat(column.decimalPlaces)}`
  return formats[column.type]
}

const widths: { readonly [Type in Column['type']]?: number } = {
  'whole-number': 14,
  decimal: 14,
  money: 18,
  percentage: 14,
  date: 14,
  'yes-no': 14,
  authority: 34,
  upn: 18,
  'nhs-number': 16,
  urn: 12,
}

/** In characters: wide enough for an answer, and for the longest word of the heading. */
export function widthOf(column: Column, dropdowns: Dropdowns): number {
  const longestWord = Math.max(...column.heading.split(/\s/).map((word) => word.length))
  const longestChoice = Math.max(
    0,
    ...(dropdowns.listOf(column)?.choices ?? []).map(({ text }) => text.length),
  )
  const byType = widths[column.type]
  const forAnswers = byType ?? (column.type === 'text' ? column.maxLength : longestChoice) + 4
  return Math.max(longestWord * 1.2 + 3, Math.min(forAnswers, 40), 12)
}

/** What may be answered, as the type itself says it; a long list by its name, and the list with it. */
export function answersOf(column: Column, scope: ReadingScope, dropdowns: Dropdowns) {
  const list = dropdowns.listOf(column)
  if (list && list.choices.length > mostSpeltOut)
    return { words: `one of the ${list.choices.length} answers of the list “${list.title}”`, list }
  if (list) return { words: `one of: ${list.choices.map(({ text }) => text).join('; ')}` }
  return { words: expectedIn(column, scope) }
}

/** The same as the template says it, where every list stands on a sheet. */
export function expectedOf(column: Column, scope: ReadingScope, dropdowns: Dropdowns): string {
  const { words, list } = answersOf(column, scope, dropdowns)
  return list ? `${words}, on the sheet Lists` : words
}

interface Described {
  readonly scope: ReadingScope
  readonly dropdowns: Dropdowns
  /** When an answer is needed, in words. */
  readonly needed: string
}

/** What a range of one column's answers offers and says. `first` is its first cell. */
export function validationOf(
  column: Column,
  [first, last]: readonly [string, string],
  { scope, dropdowns, needed }: Described,
): ValidationPlan {
  const expected = expectedOf(column, scope, dropdowns)
  const choices = dropdowns.rangeOf(column)
  const formula = formulaOf(column, first)
  return {
    range: first === last ? first : `${first}:${last}`,
    promptTitle: shortened(column.heading, longestTitle),
    prompt: shortened(
      promptOf(
        column,
        choices ? 'Choose from the list (Alt and the down arrow open it).' : `Give ${expected}.`,
        needed,
      ),
      longestPrompt,
    ),
    // A warning, and never a stop: what cannot be right is told again, with the reason, when the workbook is sent.
    ...(choices !== undefined && {
      accepts: { choices },
      warning: `This is not in the list. Choose No to look again; Yes keeps it. A code of the list, or its words, will do. It is checked again when you send the workbook.`,
    }),
    ...(formula !== undefined && {
      accepts: { formula },
      warning: shortened(
        `We need ${expected}${column.notHeld ? `, or “Not held”` : ''}. Choose No to look again; Yes keeps what you typed. It is checked again when you send the workbook.`,
        longestPrompt,
      ),
    }),
  }
}

function promptOf({ hint, notHeld }: Column, answer: string, needed: string): string {
  const must =
    needed === 'Yes'
      ? 'Needed.'
      : needed === 'No'
        ? 'May be left empty.'
        : `Needed: ${withoutCapital(needed)}`
  const orNotHeld = notHeld ? ' Type “Not held” if you do not hold this.' : ''
  // The hint is the part that may be cut: it stands in full on the Guidance sheet.
  const rest = ` ${answer}${orNotHeld}`
  const room = longestPrompt - must.length - rest.length - 1
  const says = hint === undefined || room < 20 ? '' : ` ${shortened(hint, room)}`
  return `${must}${says}${rest}`
}

/** A formula that is true of a good answer in the cell, and of 'Not held' where that is one. */
function formulaOf(column: Column, cell: string): string | undefined {
  const good = numberTest(column, cell)
  if (good === undefined) return undefined
  return `IF(ISNUMBER(${cell}),${good},${column.notHeld ? `LOWER(TRIM(${cell}))="not held"` : 'FALSE'})`
}

function numberTest(column: Column, cell: string): string | undefined {
  if (column.type === 'date') return `${cell}>=1`
  if (column.type === 'whole-number') return allOf([`${cell}=INT(${cell})`, ...range(column, cell)])
  if (column.type === 'decimal' || column.type === 'money') return allOf(range(column, cell))
  if (column.type !== 'percentage') return undefined
  const { minimum = 0, maximum = 100 } = column
  return allOf(range({ minimum: minimum / 100, maximum: maximum / 100 }, cell))
}

interface Range {
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
}

const range = ({ minimum, maximum }: Range, cell: string): string[] => [
  ...(minimum === undefined ? [] : [`${cell}>=${minimum}`]),
  ...(maximum === undefined ? [] : [`${cell}<=${maximum}`]),
]

function allOf(tests: readonly string[]): string {
  return tests.length > 1 ? `AND(${tests.join(',')})` : (tests[0] ?? 'TRUE')
}
