import { expect, test } from 'vitest'
import { type RoundAct, type RoundState, roundActs, roundMust, roundStates } from './round-life.ts'

// Every state and every act: what is 'yes' here is allowed, and the rest refused.
const table: Record<RoundAct, Record<RoundState, 'yes' | 'no'>> = {
  change: { draft: 'yes', open: 'no', closed: 'no', archived: 'no' },
  rehearse: { draft: 'yes', open: 'no', closed: 'no', archived: 'no' },
  approve: { draft: 'yes', open: 'no', closed: 'no', archived: 'no' },
  issue: { draft: 'yes', open: 'no', closed: 'no', archived: 'no' },
  collect: { draft: 'no', open: 'yes', closed: 'no', archived: 'no' },
  'work on returns': { draft: 'no', open: 'yes', closed: 'yes', archived: 'no' },
  close: { draft: 'no', open: 'yes', closed: 'no', archived: 'no' },
  'reopen a return': { draft: 'no', open: 'yes', closed: 'yes', archived: 'no' },
  'change dates': { draft: 'no', open: 'yes', closed: 'yes', archived: 'no' },
  'change reminders': { draft: 'yes', open: 'yes', closed: 'no', archived: 'no' },
}

const cases = roundActs.flatMap((act) => roundStates.map((state) => [act, state, table[act][state]] as const))

test.each(cases)('%s while a round is %s: %s', (act, state, answer) => {
  const trying = () => roundMust(state, act)

  if (answer === 'yes') expect(trying).not.toThrow()
  else
    expect(trying).toThrow(
      expect.objectContaining({
        code: 'ROUND_STATE',
        kind: 'conflict',
        message: expect.stringMatching(
          state === 'draft'
            ? /^This round is a draft, so it cannot .+ yet\. It has to be approved and issued first\.$/
            : new RegExp(`^This round is ${state}, so it can no longer .+\\.$`),
        ),
      }),
    )
})
