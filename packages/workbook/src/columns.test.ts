import { expect, test } from 'vitest'
import { cellReference, columnLetters } from './columns.ts'
import { resolveTarget } from './zip-names.ts'

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
  [16_383, 'XFD'],
])('column %i is %s, and back', (index, letters) => {
  expect(columnLetters(index)).toBe(letters)
  expect(cellReference(`${letters}12`)).toEqual({ column: index, row: 12 })
  expect(cellReference(`$${letters.toLowerCase()}$12`)).toEqual({ column: index, row: 12 })
})

test.each(['', 'A', '12', 'A1B', 'R1C1', 'A-1', 'A1.5'])('%j is no cell', (text) => {
  expect(cellReference(text)).toBeUndefined()
})

test.each([
  ['xl/workbook.xml', 'worksheets/sheet1.xml', 'xl/worksheets/sheet1.xml'],
  ['xl/workbook.xml', '/xl/worksheets/sheet1.xml', 'xl/worksheets/sheet1.xml'],
  ['xl/workbook.xml', '../sheet1.xml', 'sheet1.xml'],
  ['xl/a/b.xml', './../c/./d.xml', 'xl/c/d.xml'],
  ['', 'xl/workbook.xml', 'xl/workbook.xml'],
  ['workbook.xml', '../../etc/passwd', 'etc/passwd'],
])('from %j, %j means %j', (source, target, part) => {
  expect(resolveTarget(source, target)).toBe(part)
})
