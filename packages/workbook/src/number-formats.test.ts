import { expect, test } from 'vitest'
import { builtInFormat, customFormat, type Shown, shown } from './number-formats.ts'

const name = (value: Shown) => Object.entries(shown).find(([, number]) => number === value)?.[0]

test.each<[string, keyof typeof shown]>([
  ['General', 'plain'],
  ['General;[Red]-General', 'plain'],
  ['0.00', 'plain'],
  ['0.00E+00', 'plain'],
  ['#,##0.00 "days"', 'plain'],
  ['[Red]#,##0;[Blue]-#,##0', 'plain'],
  ['[$£-809]#,##0.00', 'plain'],
  ['_-* #,##0\\ _d_-', 'plain'],
  ['@', 'plain'],
  ['[h]:mm', 'plain'],
  ['[mm]:ss', 'plain'],
  ['dd/mm/yyyy', 'date'],
  ['DD/MM/YYYY', 'date'],
  ['[$-809]d mmmm yyyy;@', 'date'],
  ['yyyy-mm-dd hh:mm:ss', 'date'],
  ['mmm-yy', 'date'],
  ['mmmm', 'date'],
  ['"Date: "d/m', 'date'],
  ['[$-411]ggge', 'date'],
  ['hh:mm', 'time'],
  ['h:mm AM/PM', 'time'],
  ['mm:ss.0', 'time'],
  ['0%', 'percent'],
  ['0.0" %"', 'plain'],
  ['0.0%;[Red]-0.0%', 'percent'],
])('the format %s shows a %s', (code, kind) => {
  expect(name(customFormat(code))).toBe(kind)
})

test.each<[number, keyof typeof shown]>([
  [0, 'plain'],
  [4, 'plain'],
  [9, 'percent'],
  [10, 'percent'],
  [14, 'date'],
  [17, 'date'],
  [18, 'time'],
  [22, 'date'],
  [46, 'time'],
  [49, 'plain'],
  [57, 'date'],
])('built-in format %i shows a %s', (id, kind) => {
  expect(name(builtInFormat(id))).toBe(kind)
})
