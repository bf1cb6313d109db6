import { type CalendarDate, dayFirst, toDayNumber } from '@rollcall/domain/calendar-date'
import type { Cell, DateCell, FaultyCell, PercentCell } from '@rollcall/domain/cell'
import { excelText } from './excel-text.ts'

/** A cell as a workbook keeps it, with the number format that makes it read back as what it was. */
export interface Written {
  readonly value: string | number | boolean | null | { readonly error: string }
  readonly format?: string
}

export const textFormat = '@'
export const dateFormat = 'dd/mm/yyyy'

// Day 1 is 1 January 1900; Excel believes in a 29 February 1900, so from March on its days are one ahead.
const dayNought = 25_569
const secondsInDay = 86_400
const errors = new Set(['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A'])

/** The same in a cell that has a format of its own, which is kept where it does not make the value into something else. */
export function writtenAs(cell: Cell, format: string | undefined): Written {
  const plain = written(cell)
  if (format === undefined || isDate(cell)) return plain
  const changes =
    typeof plain.value === 'number' && (isPercent(cell) ? !/%/.test(format) : /[%dy]/.test(format))
  return changes
    ? plain
    : { value: plain.value, format: typeof cell === 'string' ? (plain.format ?? format) : format }
}

const isDate = (cell: Cell): boolean => typeof cell === 'object' && cell?.kind === 'date'
const isPercent = (cell: Cell): boolean => typeof cell === 'object' && cell?.kind === 'percent'

export function written(cell: Cell): Written {
  if (cell === null || typeof cell === 'boolean') return { value: cell }
  if (typeof cell === 'number') return ofNumber(cell)
  if (typeof cell === 'string') return ofText(cell)
  if (cell.kind === 'date') return ofDate(cell)
  return cell.kind === 'percent' ? ofPercent(cell) : ofFaulty(cell)
}

const ofNumber = (value: number): Written =>
  // Excel shows a longer number than this as 1.11E+11 unless it is told how.
  Number.isInteger(value) && Math.abs(value) >= 1e11 ? { value, format: '0' } : { value }

// Text that a spreadsheet would take for something else when the cell is next edited: a formula, a number, a date.
const mistakable = /^[=+\-@']|^[\s£(]*[.\d]/
const longestAsText = 255

/** Always text, whatever it begins with: never a formula. */
const ofText = (text: string): Written =>
  mistakable.test(text) && text.length <= longestAsText
    ? { value: excelText(text), format: textFormat }
    : { value: text === '' ? null : excelText(text) }

function ofDate({ date, time }: DateCell): Written {
  const serial = serialDay(date)
  if (serial === undefined) return ofText(dayFirst(date))
  if (time === undefined) return { value: serial, format: dateFormat }
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  const moment = (hours * 60 + minutes) * 60 + seconds
  return { value: serial + moment / secondsInDay, format: `${dateFormat} hh:mm:ss` }
}

/** Excel's number for a day; `undefined` before 1900, which it does not know. */
function serialDay(date: CalendarDate): number | undefined {
  const serial = toDayNumber(date) + dayNought
  if (serial > 60) return serial
  return serial > 1 ? serial - 1 : undefined
}

function ofPercent({ fraction }: PercentCell): Written {
  const hundredths = Math.round(fraction * 1e6) / 100
  if (Number.isInteger(hundredths / 100)) return { value: fraction, format: '0%' }
  return { value: fraction, format: Number.isInteger(hundredths) ? '0.00%' : '0.0000%' }
}

/** Excel's own errors stay errors; a formula without its result is shown as the text it is. */
const ofFaulty = ({ kind, text }: FaultyCell): Written =>
  kind === 'error' && errors.has(text)
    ? { value: { error: text } }
    : ofText(kind === 'formula' ? `=${text}` : text)
