import { describe, expect, test } from 'vitest'
import { day } from './calendar-date.ts'
import { type DigestedRound, dayOfDigestBefore, digestOf, isDigestTime } from './digest.ts'

const round = (of: Partial<DigestedRound> = {}): DigestedRound => ({
  ...{ title: 'Homes 2025', waiting: [], signed: 0, accepted: 0, late: 0 },
  ...of,
})

describe('when a digest is written', () => {
  test.each([
    ['2026-04-02', '07:59', false],
    ['2026-04-02', '08:00', true],
    ['2026-04-02', '11:59', true],
    ['2026-04-02', '12:00', false],
    // Good Friday, a Saturday, Easter Monday, and the day after.
    ['2026-04-03', '08:00', false],
    ['2026-04-04', '08:00', false],
    ['2026-04-06', '08:00', false],
    ['2026-04-07', '08:00', true],
  ])('on %s at %s: %s', (date, time, expected) => {
    expect(isDigestTime({ date: day(date), time })).toBe(expected)
  })

  test.each([
    ['2026-03-31', '2026-03-30'],
    ['2026-03-30', '2026-03-27'],
    ['2026-04-07', '2026-04-02'],
    ['2025-12-29', '2025-12-24'],
  ])('the one before %s was of %s', (date, before) => {
    expect(dayOfDigestBefore(day(date))).toBe(before)
  })
})

describe('what a digest says', () => {
  test('nothing where nothing waits and nothing happened', () => {
    expect(digestOf('approver', [round({ waiting: [{ group: 'accept', count: 0 }] })])).toBeUndefined()
    expect(digestOf('analyst', [])).toBeUndefined()
  })

  test('a line for each round: first what somebody waits for longest', () => {
    const waiting = [
      { group: 'accept', count: 3 },
      { group: 'answered', count: 1 },
      { group: 'failed', count: 0 },
    ] as const
    expect(
      digestOf('analyst', [round({ waiting }), round({ title: 'Other', signed: 1, accepted: 2, late: 12 })]),
    ).toEqual({
      count: 4,
      waiting: ['Homes 2025: 1 answer to read, 3 signed returns to accept'],
      happened: ['Other: 1 return was signed, 2 returns were accepted, 12 returns became late'],
    })
  })

  test('what only an approver can decide waits for approvers alone', () => {
    const rounds = [
      round({
        waiting: [
          { group: 'relaxations', count: 1 },
          { group: 'extracts', count: 2 },
        ],
      }),
    ]
    expect(digestOf('analyst', rounds)).toBeUndefined()
    expect(digestOf('approver', rounds)).toMatchObject({
      count: 3,
      waiting: ['Homes 2025: 1 rule to be relaxed, 2 extracts of rows to approve'],
    })
  })

  test('words that others have proposed wait for approvers, in no round', () => {
    expect(digestOf('analyst', [], 2)).toBeUndefined()
    expect(digestOf('approver', [], 2)).toEqual({
      count: 2,
      waiting: ['Words of messages and letters: 2 proposals to approve'],
      happened: [],
    })
    const waiting = [{ group: 'accept', count: 1 }] as const
    expect(digestOf('approver', [round({ waiting })], 1)).toMatchObject({
      count: 2,
      waiting: [
        'Homes 2025: 1 signed return to accept',
        'Words of messages and letters: 1 proposal to approve',
      ],
    })
  })

  test('a return with figures that stand out is told of once, as one to accept', () => {
    const waiting = [
      { group: 'accept', count: 1 },
      { group: 'outliers', count: 1 },
    ] as const
    expect(digestOf('analyst', [round({ waiting })])?.count).toBe(1)
  })
})
