import { expect, test } from 'vitest'
import { mustCollect } from './data-request.ts'
import { requestStates } from './request-life.ts'
import { roundStates } from './round-life.ts'

test('an authority works on its return while the round is open, and afterwards only if it was reopened', () => {
  const takes = roundStates.map((roundState) => [
    roundState,
    requestStates.filter((state) => {
      try {
        mustCollect({ roundState, state })
        return true
      } catch {
        return false
      }
    }),
  ])

  expect(Object.fromEntries(takes)).toEqual({
    draft: [],
    open: requestStates,
    closed: ['not-started', 'in-progress', 'needs-answers', 'awaiting-sign-off'],
    archived: [],
  })
})
