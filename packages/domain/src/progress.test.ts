import { expect, test } from 'vitest'
import { day } from './calendar-date.ts'
import { cameIn, outstanding, progressOf } from './progress.ts'

const [from, to] = [day('2024-09-02'), day('2024-09-10')]
const change = (on: string, signed: number, onTime = signed) => ({ day: day(on), signed, onTime })

test('every state is either of a return that came in or of one that is outstanding', () => {
  expect(cameIn).toEqual(['signed', 'queried', 'accepted', 'excluded'])
  expect(outstanding).toEqual([
    'not-started',
    'in-progress',
    'needs-answers',
    'awaiting-sign-off',
    'no-return',
  ])
})

test('a round in which nothing happened is at nought from its first day to its last', () => {
  expect(progressOf([], { from, to })).toEqual([change('2024-09-02', 0), change('2024-09-10', 0)])
  expect(progressOf([], { from, to: from })).toEqual([change('2024-09-02', 0)])
})

test('days add up, and what was reopened is taken away again', () => {
  const changes = [change('2024-09-08', -1), change('2024-09-04', 3, 2), change('2024-09-05', 0, 0)]

  expect(progressOf(changes, { from, to })).toEqual([
    change('2024-09-02', 0),
    change('2024-09-04', 3, 2),
    change('2024-09-08', 2, 1),
    change('2024-09-10', 2, 1),
  ])
})

test('what happened on the first day, or on the last, is counted on it', () => {
  expect(progressOf([change('2024-09-02', 1), change('2024-09-10', 1)], { from, to })).toEqual([
    change('2024-09-02', 1),
    change('2024-09-10', 2),
  ])
})
