import { type CalendarDate, dayFirst, inWords, toDayNumber } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import type { CodeList } from '@rollcall/domain/code-list'
import type { Random } from './random.ts'

/** How one authority fills in a spreadsheet. Most choose from the lists in the template; some paste from their own system. */
export interface Typing {
  date(date: CalendarDate): Cell
  yesNo(yes: boolean): Cell
  code(list: CodeList, code: string): Cell
  money(pounds: number): Cell
  whole(value: number): Cell
  notHeld(): Cell
  /** Dates are real dates, so another cell's text cannot throw doubt on them. */
  readonly realDates: boolean
}

const excelsDayNought = -25_569

const dateStyles: readonly ((date: CalendarDate) => Cell)[] = [
  dayFirst,
  (date) => `${Number(date.slice(8))}/${Number(date.slice(5, 7))}/${date.slice(0, 4)}`,
  (date) => date,
  inWords,
  (date) => `${date.slice(8)}.${date.slice(5, 7)}.${date.slice(0, 4)}`,
  (date) => toDayNumber(date) - excelsDayNought,
]

const yesNoStyles: readonly (readonly [Cell, Cell])[] = [
  ['Y', 'N'],
  ['YES', 'NO'],
  ['yes', 'no'],
  [1, 0],
  [true, false],
]

const moneyStyles: readonly ((pounds: number) => Cell)[] = [
  (pounds) => `£${grouped(pounds)}`,
  (pounds) => grouped(pounds),
  (pounds) => `£${pounds.toFixed(2)}`,
]

const notHeldStyles = [
  'Not held',
  'Not held',
  'Not held',
  'NOT HELD',
  'not held',
  'N/H',
  'Information not held',
]

type CodeStyle = 'label' | 'code' | 'both' | 'small letters' | 'stray spaces'

export function typingOf(random: Random): Typing {
  const realDates = random.chance(0.7)
  const date = realDates
    ? (given: CalendarDate): Cell => ({ kind: 'date', date: given })
    : random.pick(dateStyles)
  const [yes, no] = random.chance(0.7) ? (['Yes', 'No'] as const) : random.pick(yesNoStyles)
  const money = random.chance(0.8) ? (pounds: number): Cell => pounds : random.pick(moneyStyles)
  const codes = random.pick<CodeStyle>(['label', 'label', 'label', 'code', 'code', 'both'])
  const notHeld = random.pick(notHeldStyles)
  const slip = () => random.chance(0.04)
  return {
    realDates,
    date,
    yesNo: (is) => (is ? yes : no),
    code: (list, code) =>
      written(list, code, slip() ? random.pick(['small letters', 'stray spaces']) : codes),
    money,
    whole: (value) => (slip() ? grouped(value) : value),
    notHeld: () => notHeld,
  }
}

function written(list: CodeList, code: string, style: CodeStyle): string {
  const label = list.codes.find((one) => one.code === code)?.label ?? code
  // A code in small letters is the template's own and never shown; one in capitals is what systems hold.
  const isShown = code === code.toUpperCase()
  switch (style) {
    case 'label':
      return label
    case 'code':
      return isShown ? code : label
    case 'both':
      return isShown && !label.includes('(') ? `${code} - ${label}` : label
    case 'small letters':
      return label.toLowerCase()
    case 'stray spaces':
      return ` ${label.replace(' ', '\u00A0 ')} `
  }
}

const grouped = (value: number): string => {
  const [whole = '', pence] = value.toFixed(2).split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${pence === '00' ? '' : `.${pence}`}`
}
