import { expect, test } from 'vitest'
import { mustBeAnnounceable } from './announcement.ts'
import { day } from './calendar-date.ts'
import { Problem } from './problem.ts'

const usual = {
  round: { state: 'closed', referenceOn: day('2025-09-01') },
  publishedOn: day('2026-05-01'),
  today: day('2026-05-01'),
  inForce: undefined,
} as const

const code = (change: object): string => {
  try {
    mustBeAnnounceable({ ...usual, ...change })
    return 'allowed'
  } catch (error) {
    return error instanceof Problem ? error.code : String(error)
  }
}

test.each([
  ['on the day', {}, 'allowed'],
  ['later', { today: day('2026-06-01') }, 'allowed'],
  ['of an archived round', { round: { ...usual.round, state: 'archived' } }, 'allowed'],
  ['of an open round', { round: { ...usual.round, state: 'open' } }, 'ANNOUNCED_BEFORE_CLOSE'],
  ['of a draft', { round: { ...usual.round, state: 'draft' } }, 'ANNOUNCED_BEFORE_CLOSE'],
  ['before they are published', { publishedOn: day('2026-05-02') }, 'NOT_PUBLISHED_YET'],
  ['from the day they are about', { publishedOn: day('2025-09-01') }, 'PUBLISHED_TOO_EARLY'],
  ['from the day after it', { publishedOn: day('2025-09-02') }, 'allowed'],
  ['a second time', { inForce: { publishedOn: day('2026-04-30') } }, 'ANNOUNCED_ALREADY'],
])('figures announced %s: %s', (_, change, expected) => {
  expect(code(change)).toBe(expected)
})
