import { describe, expect, test } from 'vitest'
import { day } from './calendar-date.ts'
import {
  changeAsTold,
  changeOfDates,
  dateChangeFaults,
  dateChangeWords,
  dueAfterChange,
  type IssuedRound,
  isTold,
  stillTold,
} from './date-change.ts'

// Thursday 31 October 2024 is due; Friday 15 November closes it.
const round: IssuedRound = {
  state: 'open',
  referenceOn: day('2024-09-01'),
  issueOn: day('2024-09-02'),
  dueOn: day('2024-10-31'),
  closesOn: day('2024-11-15'),
  publishOn: day('2025-02-03'),
}
const known = { today: day('2024-10-01'), lastGivenOn: null }
const faultsOf = (wanted: object, facts: object = {}, of: object = {}) =>
  dateChangeFaults({ ...round, ...of }, { ...round, ...wanted }, { ...known, ...facts }).map(
    ({ date, words }) => `${date}: ${words}`,
  )

test('what changes is told date by date, and what stays is not', () => {
  const wanted = { dueOn: day('2024-11-07'), closesOn: day('2024-11-15'), publishOn: null }

  expect(changeOfDates(round, wanted, known)).toEqual([
    { which: 'due', fromOn: '2024-10-31', toOn: '2024-11-07' },
    { which: 'publication', fromOn: '2025-02-03', toOn: null },
  ])
})

test('dates as they stand are no change', () => {
  expect(() => changeOfDates(round, round, known)).toThrow(
    expect.objectContaining({ code: 'DATES_UNCHANGED', kind: 'invalid' }),
  )
})

test('dates that are out of order are refused with a sentence for each', () => {
  expect(faultsOf({ dueOn: day('2024-11-20') })).toEqual([
    'closesOn: Choose a closing date from 20 November 2024 on, when the returns are due.',
  ])
  expect(() => changeOfDates(round, { ...round, dueOn: day('2024-11-20') }, known)).toThrow(
    expect.objectContaining({ code: 'ROUND_DATES' }),
  )
})

describe('a due date', () => {
  test.each([
    ['2024-11-01', '2024-10-01'],
    ['2024-11-15', '2024-11-12'],
    ['2024-11-12', '2024-11-12'],
  ])('can be moved to %s, a later day, on %s', (dueOn, today) => {
    expect(faultsOf({ dueOn: day(dueOn) }, { today: day(today) })).toEqual([])
  })

  test('cannot be a day that is over', () => {
    expect(faultsOf({ dueOn: day('2024-11-11') }, { today: day('2024-11-12') })).toEqual([
      'dueOn: Choose a due date from 12 November 2024 on: a day that is over tells nobody what to do.',
    ])
  })

  // From Tuesday 1 October the fifth working day is Tuesday 8 October.
  test.each([
    ['2024-10-08', []],
    [
      '2024-10-07',
      [
        'dueOn: Choose a due date from 8 October 2024 on. A due date that is moved to an earlier day leaves authorities 5 working days.',
      ],
    ],
  ])('can be moved to an earlier day with notice of five working days: %s', (dueOn, faults) => {
    expect(faultsOf({ dueOn: day(dueOn) })).toEqual(faults)
  })

  test('stays where it is too near to be moved to an earlier day', () => {
    expect(faultsOf({ dueOn: day('2024-10-30') }, { today: day('2024-10-25') })).toEqual([
      'dueOn: Leave the due date as it is, or choose a later day. A due date that is moved to an earlier day leaves authorities 5 working days, and 31 October 2024 comes sooner than that.',
    ])
  })
})

describe('a closing date', () => {
  test('cannot be a day that is over, nor one before somebody who was given more time', () => {
    const today = day('2024-11-10')
    expect(faultsOf({ closesOn: day('2024-11-09') }, { today })).toEqual([
      'closesOn: Choose a closing date from 10 November 2024 on: a day that is over tells nobody what to do.',
    ])
    expect(faultsOf({ closesOn: day('2024-11-11') }, { today, lastGivenOn: day('2024-11-12') })).toEqual([
      'closesOn: Choose a closing date from 12 November 2024 on: an authority was given more time until then.',
    ])
    expect(faultsOf({ closesOn: day('2024-11-12') }, { today, lastGivenOn: day('2024-11-12') })).toEqual([])
  })

  test('has one sentence where several are true', () => {
    expect(faultsOf({ closesOn: day('2024-10-30') }, { today: day('2024-11-10') })).toEqual([
      'closesOn: Choose a closing date from 31 October 2024 on, when the returns are due.',
    ])
  })
})

test('a publication date can be moved, taken away, and set in a round that has none; never to a day that is over', () => {
  expect(faultsOf({ publishOn: null })).toEqual([])
  expect(faultsOf({ publishOn: day('2025-03-01') }, {}, { publishOn: null })).toEqual([])
  expect(faultsOf({ publishOn: day('2025-02-28') }, { today: day('2025-03-01') })).toEqual([
    'publishOn: Choose a publication date from 1 March 2025 on: a day that is over tells nobody what to do.',
  ])
})

test('dates that are over and stay are no fault', () => {
  expect(faultsOf({ publishOn: day('2025-04-01') }, { today: day('2025-03-01') })).toEqual([])
})

test('of a closed round only the publication date can be changed', () => {
  const closed = { state: 'closed' as const }
  expect(faultsOf({ publishOn: day('2025-03-01') }, {}, closed)).toEqual([])
  expect(faultsOf({ dueOn: day('2024-11-07'), closesOn: day('2024-11-20') }, {}, closed)).toEqual([
    'dueOn: This round is closed, so its due date stays. To take a return after the close, reopen it.',
    'closesOn: This round is closed, so its closing date stays. To take a return after the close, reopen it.',
  ])
})

test('whoever was given more time than the new due date keeps it', () => {
  expect(dueAfterChange(day('2024-11-07'), null)).toBe('2024-11-07')
  expect(dueAfterChange(day('2024-11-07'), day('2024-11-05'))).toBe('2024-11-07')
  expect(dueAfterChange(day('2024-11-07'), day('2024-11-12'))).toBe('2024-11-12')
})

test('authorities are told of every date but the closing date', () => {
  expect((['due', 'closing', 'publication'] as const).map((which) => isTold({ which }))).toEqual([
    true,
    false,
    true,
  ])
})

test('what was changed together is one sentence', () => {
  const [from, to] = [day('2024-10-31'), day('2024-11-07')]

  expect(
    dateChangeWords([
      { which: 'due', fromOn: from, toOn: to },
      { which: 'publication', fromOn: null, toOn: to },
    ]),
  ).toBe(
    'the due date was changed from 31 October 2024 to 7 November 2024, and the publication date was set to 7 November 2024',
  )
  expect(dateChangeWords([{ which: 'publication', fromOn: from, toOn: null }])).toBe(
    'the publication date was taken away; it was 31 October 2024',
  )
})

test('an authority is told of a change until the same date is changed again, and never of the closing date', () => {
  const change = (changeId: string, which: 'due' | 'closing' | 'publication', from: string, to: string) => ({
    ...{ changeId, which, fromOn: day(from), toOn: day(to) },
  })
  const first = change('a', 'due', '2024-10-31', '2024-11-07')
  const publication = change('a', 'publication', '2025-02-03', '2025-03-03')
  const changes = [
    ...[first, change('a', 'closing', '2024-11-15', '2024-11-20'), publication],
    change('b', 'due', '2024-11-07', '2024-11-14'),
  ]

  expect(stillTold(changes.slice(0, 3), 'a')).toEqual([first, publication])
  expect(stillTold(changes, 'a')).toEqual([publication])
  expect(stillTold(changes, 'b')).toEqual([changes[3]])
  expect(stillTold(changes, 'c')).toEqual([])
})

test('a change is told in a sentence, with the day that no longer holds', () => {
  const due = { which: 'due', fromOn: day('2024-10-31'), toOn: day('2024-11-07') } as const
  const known = { which: 'publication', fromOn: null, toOn: day('2025-03-03') } as const

  expect(changeAsTold(due)).toBe(
    'Returns are now due on 7 November 2024, and no longer due on 31 October 2024.',
  )
  expect(changeAsTold(known)).toBe('The figures are now to be published on 3 March 2025.')
  expect(changeAsTold({ ...known, fromOn: known.toOn, toOn: null })).toBe(
    'The figures are no longer to be published on 3 March 2025. The new day is not known yet.',
  )
})
