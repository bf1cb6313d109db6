import { day } from '@rollcall/domain/calendar-date'
import { expect, test } from 'vitest'
import { dueText } from './due.ts'

const due = (today: string, state: 'not-started' | 'signed' = 'not-started') =>
  String(dueText({ state, dueOn: day('2024-12-30'), roundDueOn: day('2024-12-30') }, day(today))).replaceAll(
    /<[^>]+>/g,
    '',
  )

test.each([
  ['2024-12-20', 'in 4 working days'],
  ['2024-12-28', 'in 1 working day'],
  ['2024-12-29', 'tomorrow'],
  ['2024-12-30', 'today'],
  ['2024-12-31', '1 day late'],
  ['2025-01-30', '31 days late'],
])('on %s a return due on 30 December 2024 is due %s', (today, words) => {
  expect(due(today)).toBe(`30 December 2024: ${words}`)
})

test('what is signed is not late', () => {
  expect(due('2025-01-30', 'signed')).toBe('30 December 2024')
})
