import { type Answer, type Fault, notHeld, type Unreadable } from './answer.ts'
import { dayFirst } from './calendar-date.ts'
import type { Cell } from './cell.ts'
import type { Column } from './column.ts'
import { likeness, tidy, withCommas } from './text.ts'
import type { ColumnTypeOf, ReadCell, Reader, ReadingScope } from './types/column-type.ts'
import { columnTypes } from './types/index.ts'

const mostRemembered = 5000

/** Makes the function that reads one column's cells. It never throws: whatever it is given, it answers. */
export function cellReader(column: Column, scope: ReadingScope): (cell: Cell) => ReadCell {
  const type = columnTypes[column.type] as ColumnTypeOf<typeof column.type>
  const reader = type.reader(column as never, scope)
  const unreadable = faults(column, reader)
  const readText = textReader(column, reader, unreadable)
  const remembered = type.repeats ? remembering(readText) : readText
  const special = specialReader(reader, unreadable, readText)
  return (cell) => {
    if (cell === null) return null
    if (typeof cell === 'string') return remembered(cell)
    if (typeof cell === 'number') return reader.number?.(cell) ?? unreadable.unreadable
    return special(cell)
  }
}

function textReader(column: Column, reader: Reader, unreadable: Record<Fault, Unreadable>) {
  const saysNotHeld = column.notHeld ? notHeld : unreadable['not-held']
  const hides = column.type === 'text' ? hidesInText : hidesANumber
  return (cell: string): ReadCell => {
    const text = tidy(cell)
    if (text === '') return null
    if (isNotHeldInWords(text)) return saysNotHeld
    // A hidden value may also look like something: 'c' is a letter, and a pattern may allow letters.
    const read = reader.text(text)
    if (read !== undefined && !(column.type === 'text' && hides(text))) return read
    return hides(text) ? unreadable.suppressed : unreadable.unreadable
  }
}

function specialReader(
  reader: Reader,
  unreadable: Record<Fault, Unreadable>,
  readText: (text: string) => ReadCell,
) {
  return (cell: Exclude<Cell, string | number | null>): ReadCell => {
    if (typeof cell === 'boolean') return readText(cell ? 'TRUE' : 'FALSE')
    if (cell.kind === 'date') return reader.date?.(cell.date) ?? unreadable.unreadable
    if (cell.kind === 'percent') {
      return (reader.percent ?? reader.number)?.(cell.fraction) ?? unreadable.unreadable
    }
    return unreadable[cell.kind]
  }
}

function remembering(read: (text: string) => ReadCell): (text: string) => ReadCell {
  const known = new Map<string, ReadCell>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const answer = read(text)
    if (known.size < mostRemembered) known.set(text, answer)
    return answer
  }
}

const notHeldWords = new Set([
  'notheld',
  'nh',
  'n/h',
  'informationnotheld',
  'notheldbyauthority',
  'datanotheld',
])
const isNotHeldInWords = (text: string): boolean =>
  text.length < 30 &&
  /held|^\W?n\W?h\W?$/i.test(text) &&
  notHeldWords.has(likeness(text.replace(/^[([](.*)[)\]]$/, '$1')))

const smallNumber = '(?:\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)'
// '<5', 'under five', 'less than 6', 'fewer than 5', '5 or fewer', '1-5', '1 to 4', '[c]', '*', '..', 'suppressed'.
const hiddenForms = [
  new RegExp(`^(?:<|≤|<=|under|below|less than|fewer than|up to)\\s?${smallNumber}$`, 'i'),
  new RegExp(`^${smallNumber} or (?:fewer|less|under)$`, 'i'),
  /^\[(?:c|x|z|low|k)\]$/i,
  /^(?:\*+|\.\.|:|~)$/,
  /^(?:suppressed|redacted|supp)$/i,
]
const hidesInText = (text: string): boolean => text.length < 25 && hiddenForms.some((form) => form.test(text))
const hidesANumber = (text: string): boolean =>
  hidesInText(text) || /^[cxz]$/i.test(text) || /^[0-9]\s?(?:-|–|to)\s?[0-9]{1,2}$/.test(text)

function faults(column: Column, { expected, fix, which }: Reader): Record<Fault, Unreadable> {
  const orNotHeld = column.notHeld ? ' If you do not hold this, type “Not held”.' : ''
  const orBlank = column.required ? '' : ' If there is nothing to say, leave the cell empty.'
  return {
    unreadable: { fault: 'unreadable', which, expected, fix: `${fix}${orNotHeld}${orBlank}` },
    suppressed: {
      fault: 'suppressed',
      which: 'hides the true answer',
      expected,
      fix: `Give the true answer, however small. This return is protected, and nothing that could identify a child is published.${orNotHeld}`,
    },
    'not-held': {
      fault: 'not-held',
      which: 'is not an answer this item can have',
      expected,
      fix: 'Give the answer. If you truly cannot, ask the office with the contact details in the request.',
    },
    error: {
      fault: 'error',
      which: 'is an error of the spreadsheet’s own, not an answer',
      expected,
      fix: `Mend the formula, or type the answer in its place.${orNotHeld}`,
    },
    formula: {
      fault: 'formula',
      which: 'is a formula saved without its result',
      expected,
      fix: 'Open the workbook in Excel, let it calculate, and save it again; or type the answer in place of the formula.',
    },
  }
}

/** A cell as the officer sees it in the spreadsheet. */
export function showCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if (cell.kind === 'date')
    return cell.time === undefined ? dayFirst(cell.date) : `${dayFirst(cell.date)} ${cell.time}`
  if (cell.kind === 'percent') return `${withCommas(Math.round(cell.fraction * 1e6) / 1e4)}%`
  return cell.kind === 'formula' ? `=${cell.text}` : cell.text
}

/** The same, as an answer of the column reads back: for messages about a value that was understood. */
export function showAnswer(answer: Answer, column: Column, scope: ReadingScope): string {
  if (answer === null) return 'blank'
  if (typeof answer === 'object') return 'notHeld' in answer ? 'Not held' : 'not readable'
  return (columnTypes[column.type] as ColumnTypeOf<typeof column.type>).show(answer, column as never, scope)
}
