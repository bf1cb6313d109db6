import { describe, expect, test } from 'vitest'
import { isDone, isToDo, nextStep, type Standing } from './next-step.ts'
import { requestStates } from './request-life.ts'
import { roundStates } from './round-life.ts'
import { submissionStates } from './submission-life.ts'

const roles = ['officer', 'signatory'] as const
const newest = { state: 'ready', errors: 0, openQueries: 0, isSentForSignOff: false } as const
const standing = (changes: Partial<Standing>): Standing => ({
  ...{ state: 'not-started', roundState: 'open', newest, unansweredQuestions: 0 },
  ...changes,
})
const both = (one: Standing) => roles.map((role) => nextStep(one, role))
const step = (name: string) => ({ step: name })

describe('while a round is open', () => {
  test.each([
    ['nothing is sent', { newest: null }, 'send', 'wait for officers'],
    [
      'it is being checked',
      { state: 'in-progress', newest: { ...newest, state: 'checking' } },
      'wait for the check',
      'wait for the check',
    ],
    [
      'the file was refused',
      { state: 'in-progress', newest: { ...newest, state: 'refused' } },
      'send a readable file',
      'wait for officers',
    ],
    ['a signatory sent it back', { state: 'in-progress' }, 'send a new version', 'wait for officers'],
    [
      'the office reopened it',
      { state: 'in-progress', newest: { ...newest, state: 'signed' } },
      'send a new version',
      'wait for officers',
    ],
    ['nothing is left but the signature', { state: 'awaiting-sign-off' }, 'send for sign-off', 'sign off'],
    [
      'a signatory was asked',
      { state: 'awaiting-sign-off', newest: { ...newest, isSentForSignOff: true } },
      'wait for a signatory',
      'sign off',
    ],
    ['it is signed', { state: 'signed' }, 'wait for the office', 'wait for the office'],
    ['the office has its answers', { state: 'queried' }, 'wait for the office', 'wait for the office'],
    ['it is accepted', { state: 'accepted' }, 'nothing: accepted', 'nothing: accepted'],
    ['it is excluded', { state: 'excluded' }, 'send a new version', 'wait for officers'],
    ['it ended', { state: 'no-return' }, 'nothing: ended', 'nothing: ended'],
  ] as const)('%s', (_, changes, officer, signatory) => {
    expect(both(standing(changes))).toEqual([step(officer), step(signatory)])
  })

  test('how many there are to fix, to explain or to answer is said', () => {
    const found = { ...newest, errors: 3, openQueries: 2 }

    expect(both(standing({ state: 'in-progress', newest: { ...found, state: 'must-fix' } }))).toEqual([
      ...[{ step: 'fix', of: 3 }, step('wait for officers')],
    ])
    expect(both(standing({ state: 'needs-answers', newest: { ...found, state: 'needs-answers' } }))).toEqual([
      ...[{ step: 'explain', of: 2 }, step('wait for officers')],
    ])
    expect(both(standing({ state: 'queried', unansweredQuestions: 4 }))).toEqual([
      ...[
        { step: 'answer', of: 4 },
        { step: 'answer', of: 4 },
      ],
    ])
  })
})

test('a question of the office comes before waiting, and after what has to be sent anyhow', () => {
  const asked = { unansweredQuestions: 1 }

  expect(
    nextStep(
      standing({ state: 'in-progress', newest: { ...newest, state: 'checking' }, ...asked }),
      'officer',
    ),
  ).toEqual({ step: 'answer', of: 1 })
  expect(nextStep(standing({ newest: null, ...asked }), 'officer')).toEqual({ step: 'send' })
  expect(nextStep(standing({ state: 'awaiting-sign-off', ...asked }), 'signatory')).toEqual({
    step: 'sign off',
  })
})

test('after the close only what was reopened can be worked on, and nothing once the round is archived', () => {
  const reopened = standing({ state: 'in-progress', roundState: 'closed' })

  expect(nextStep(reopened, 'officer')).toEqual(step('send a new version'))
  expect(nextStep(standing({ state: 'excluded', roundState: 'closed' }), 'officer')).toEqual(
    step('nothing: excluded'),
  )
  expect(nextStep(standing({ state: 'in-progress', roundState: 'archived' }), 'officer')).toEqual(
    step('nothing: ended'),
  )
})

const everyStanding = requestStates.flatMap((state) =>
  roundStates.flatMap((roundState) =>
    [null, ...submissionStates].flatMap((version) =>
      [0, 1].map((unansweredQuestions) => ({
        ...{ state, roundState, unansweredQuestions },
        newest: version && { ...newest, state: version },
      })),
    ),
  ),
)

test('in every state of everything each role has something to do, to wait for, or nothing more', () => {
  for (const next of everyStanding.flatMap(both)) {
    const kinds = [isToDo(next), next.step.startsWith('wait'), isDone(next)]
    expect([next, kinds.filter(Boolean).length]).toEqual([next, 1])
  }
})
