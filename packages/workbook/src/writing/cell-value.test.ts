import { day } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import { expect, test } from 'vitest'
import { dateCells } from '../date-cells.ts'
import { customFormat, shown } from '../number-formats.ts'
import { written, writtenAs } from './cell-value.ts'

const readDate = dateCells(false)

test.each([
  ['2009-03-04', undefined],
  ['2024-09-01', '13:45:07'],
  ['1900-03-01', undefined],
  ['1900-02-28', '23:59:59'],
  ['1900-01-01', undefined],
  ['9999-12-31', undefined],
])('the date %s %s is written as the number that reads back as it', (date, time) => {
  const cell: Cell = { kind: 'date', date: day(date), ...(time !== undefined && { time }) }

  const { value, format } = written(cell)

  expect(readDate(Number(value))).toEqual(cell)
  expect(customFormat(format ?? '')).toBe(shown.date)
})

test('a day before 1900, which Excel does not know, is written as text', () => {
  expect(written({ kind: 'date', date: day('1899-12-31') })).toEqual({ value: '31/12/1899', format: '@' })
})

test('a percentage keeps its fraction exactly and a format that says it is one', () => {
  const cells = [0.25, 0.125, 0.00335, 1, 0].map((fraction): Cell => ({ kind: 'percent', fraction }))

  expect(cells.map(written)).toEqual([
    { value: 0.25, format: '0%' },
    { value: 0.125, format: '0.00%' },
    { value: 0.00335, format: '0.0000%' },
    { value: 1, format: '0%' },
    { value: 0, format: '0%' },
  ])
})

test.each(['=1+1', '+44 20', '-5', '@SUM(A1)', '00123', '3-4', '£5', "'quoted"])(
  'text that begins like something else (%s) is a text cell',
  (text) => {
    expect(written(text)).toEqual({ value: text, format: '@' })
  },
)

test('an error stays an error, and a formula without its result is text', () => {
  expect(written({ kind: 'error', text: '#N/A' })).toEqual({ value: { error: '#N/A' } })
  expect(written({ kind: 'error', text: '#SPILL!' })).toEqual({ value: '#SPILL!' })
  expect(written({ kind: 'formula', text: 'A1+1' })).toEqual({ value: '=A1+1', format: '@' })
})

test('a long number is shown in full', () => {
  expect(written(123_456_789_012)).toEqual({ value: 123_456_789_012, format: '0' })
  expect(written(12)).toEqual({ value: 12 })
})

test("a column's format is kept unless it would make the value into something else", () => {
  expect(writtenAs(10_500, '£#,##0.00').format).toBe('£#,##0.00')
  expect(writtenAs(45_000, 'dd/mm/yyyy').format).toBeUndefined()
  expect(writtenAs(0.25, '0.00%').format).toBeUndefined()
  expect(writtenAs({ kind: 'percent', fraction: 0.25 }, '0.00%').format).toBe('0.00%')
  expect(writtenAs({ kind: 'percent', fraction: 0.25 }, '#,##0').format).toBe('0%')
  expect(writtenAs({ kind: 'date', date: day('2024-09-01') }, '£#,##0.00').format).toBe('dd/mm/yyyy')
  expect(writtenAs('Not held', 'dd/mm/yyyy').format).toBe('dd/mm/yyyy')
})
