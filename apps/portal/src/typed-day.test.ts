import { expect, test } from 'vitest'
import { dayTyped, partsMissing, TypedDay } from './typed-day.ts'

const Day = TypedDay('The day you need', 'Enter the day you need.')
const read = (day: string, month: string, year: string) => Day.safeParse({ day, month, year })

test.each([
  ['4', '11', '2024'],
  ['04', 'Nov', '2024'],
  ['4', 'november', '2024'],
])('%s %s %s is 4 November 2024', (day, month, year) => {
  expect(read(day, month, year).data).toBe('2024-11-04')
})

test.each([
  ['', '', '', 'day', 'Enter the day you need.'],
  ['4', '', '2024', 'month', 'The day you need must include a month.'],
  ['4', '', '', 'month', 'The day you need must include a month and a year.'],
  ['31', '2', '2025', 'day', 'The day you need must be a day of the calendar.'],
  ['x', '2', '2025', 'day', 'The day you need must be a day of the calendar.'],
  ['4', '11', '24', 'year', 'The year must be four digits, such as 2026.'],
])('“%s” “%s” “%s” is a mistake in the %s', (day, month, year, part, words) => {
  expect(read(day, month, year).error?.issues).toMatchObject([{ path: [part], message: words }])
})

test('the parts of a day are named after it', () => {
  const typed = dayTyped({ 'until-day': ' 4 ', 'until-month': '', 'until-year': ['2024'] }, 'until')

  expect(typed).toEqual({ day: '4', month: '', year: '2024' })
  expect(partsMissing(typed)).toEqual(['month'])
  expect(partsMissing({ day: '', month: '', year: '' })).toEqual([])
})
