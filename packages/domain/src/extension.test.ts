import { expect, test } from 'vitest'
import { day } from './calendar-date.ts'
import { dueDate, extend } from './extension.ts'
import { requestStates } from './request-life.ts'

const [due, closes] = [day('2024-10-31'), day('2024-11-15')]

test('a return is due on the day of its round, or the latest it was given', () => {
  expect(dueDate(due, [])).toBe(due)
  expect(dueDate(due, [{ until: day('2024-11-08') }, { until: null }, { until: day('2024-11-04') }])).toBe(
    '2024-11-08',
  )
})

test.each([
  ['2024-10-31', 'EXTENSION_NOT_LATER'],
  ['2024-11-01', '2024-11-01'],
  ['2024-11-15', '2024-11-15'],
  ['2024-11-16', 'EXTENSION_PAST_CLOSE'],
])('more time until %s: %s', (until, outcome) => {
  const trying = () => extend({ state: 'in-progress', dueOn: due }, closes, day(until))

  if (outcome === until) expect(trying()).toBe(until)
  else expect(trying).toThrow(expect.objectContaining({ code: outcome }))
})

test('what is signed, and all that comes after, needs no more time', () => {
  const refused = requestStates.filter((state) => {
    try {
      extend({ state, dueOn: due }, closes, closes)
      return false
    } catch {
      return true
    }
  })

  expect(refused).toEqual(['signed', 'queried', 'accepted', 'excluded'])
})
