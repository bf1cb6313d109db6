import { expect, test } from 'vitest'
import { day } from './calendar-date.ts'
import { dueDate, extend, mustBeAhead, timeForSeveral } from './extension.ts'
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

const today = day('2024-10-01')
const [early, late] = [day('2024-10-31'), day('2024-11-08')]

test('of several, those who have not signed and are due before get more time; the rest are told why not', () => {
  const [waiting, signedOff, longer] = [
    { state: 'in-progress', dueOn: early },
    { state: 'accepted', dueOn: early },
    { state: 'not-started', dueOn: late },
  ] as const

  const { given, notGiven } = timeForSeveral([waiting, signedOff, longer], {
    ...{ until: day('2024-11-07'), closesOn: closes, today },
  })

  expect(given).toEqual([waiting])
  expect(notGiven.map(({ request, why }) => [request, why.code])).toEqual([
    [signedOff, 'EXTENSION_SIGNED'],
    [longer, 'EXTENSION_NOT_LATER'],
  ])
})

test.each([
  [{ until: day('2024-11-16') }, 'EXTENSION_PAST_CLOSE'],
  [{ until: day('2024-11-07'), today: day('2024-11-08') }, 'EXTENSION_OVER'],
  [{ until: early }, 'EXTENSION_FOR_NOBODY'],
])('time for several that nobody can be given is refused as a whole: %o', (wanted, code) => {
  const trying = () =>
    timeForSeveral([{ state: 'in-progress', dueOn: early }], {
      ...{ closesOn: closes, today },
      ...wanted,
    })

  expect(trying).toThrow(expect.objectContaining({ code }))
})

test('time that nobody asked for is given until today or a later day', () => {
  expect(() => mustBeAhead(today, today)).not.toThrow()
  expect(() => mustBeAhead(day('2024-09-30'), today)).toThrow(
    'Choose a day from 1 October 2024 on: time until a day that is over helps nobody.',
  )
})
