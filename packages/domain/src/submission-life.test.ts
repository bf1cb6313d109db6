import { expect, test } from 'vitest'
import { requestStates } from './request-life.ts'
import { type SubmissionState, wouldComeToTheSame } from './submission-life.ts'

const statesIn = (state: SubmissionState, refusalCode: string | null = null) =>
  requestStates.filter((request) => wouldComeToTheSame({ state, refusalCode, hasRefusal: false }, request))

test.each([
  ['received', requestStates],
  ['checking', requestStates],
  ['must-fix', requestStates],
  ['refused', requestStates],
  ['needs-answers', ['needs-answers']],
  ['ready', ['awaiting-sign-off']],
  ['signed', ['signed', 'queried']],
  ['superseded', []],
] as const)(
  'a version that is %s stands, where its bytes are sent again, while the return is %j',
  (state, among) => {
    expect(statesIn(state)).toEqual(among)
  },
)

test('a signed version of which a reason is refused does not stand: sent again, it has a query to answer', () => {
  const newest = { state: 'signed', refusalCode: null, hasRefusal: true } as const
  expect(wouldComeToTheSame(newest, 'queried')).toBe(false)
})

test('a file that we could not check is checked when it is sent again', () => {
  expect(statesIn('refused', 'not-checked')).toEqual([])
  expect(statesIn('refused', 'damaged')).toEqual(requestStates)
})
