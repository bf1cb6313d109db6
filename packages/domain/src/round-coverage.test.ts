import { expect, test } from 'vitest'
import { requestStates } from './request-life.ts'
import { type RequestStanding, roundCoverageOf } from './round-coverage.ts'

const standing = (code: string, of: Partial<RequestStanding>): RequestStanding => ({
  code,
  state: 'not-started',
  hasSubmission: true,
  counted: false,
  ...of,
})

test('coverage says what became of every authority, by name', () => {
  const coverage = roundCoverageOf([
    standing('330', { state: 'accepted', counted: true }),
    standing('202', { state: 'queried', counted: true }),
    standing('203', { state: 'in-progress', counted: true }),
    standing('204', { state: 'accepted' }),
    standing('205', { state: 'signed' }),
    standing('206', { state: 'queried' }),
    standing('208', { state: 'awaiting-sign-off' }),
    standing('207', { state: 'needs-answers' }),
    standing('209', { state: 'excluded' }),
    standing('210', { state: 'no-return', hasSubmission: false }),
    standing('211', { hasSubmission: false }),
  ])
  expect(coverage).toEqual({
    asked: 11,
    included: 3,
    accepted: 1,
    signed: 1,
    queried: 1,
    unsigned: 2,
    excluded: 1,
    noReturn: 1,
    missing: 1,
    notIncluded: {
      accepted: ['204'],
      signed: ['205'],
      queried: ['206'],
      unsigned: ['207', '208'],
      excluded: ['209'],
      noReturn: ['210'],
      missing: ['211'],
    },
  })
})

test('every authority stands in one place, in whatever state its request is', () => {
  const requests = requestStates.flatMap((state) =>
    [true, false].flatMap((hasSubmission) =>
      [true, false].map((counted) => ({
        code: `${state} ${hasSubmission} ${counted}`,
        state,
        hasSubmission,
        counted,
      })),
    ),
  )
  const { asked, included, notIncluded } = roundCoverageOf(requests)
  const named = Object.values(notIncluded).flat()
  expect(new Set(named).size).toBe(named.length)
  expect(included + named.length).toBe(asked)
})
