import { expect, test } from 'vitest'
import {
  type RequestAct,
  type RequestState,
  requestActs,
  requestAfter,
  requestStates,
} from './request-life.ts'

// Every state and every act; '-' is refused. In the order of the states:
//   not started, in progress, needs answers, awaiting sign-off, signed, queried, accepted, excluded, no return
// biome-ignore format: a table reads best with a line for each act
const table: Record<RequestAct, readonly (RequestState | '-')[]> = {
  'submit':          ['in-progress', 'in-progress', 'in-progress', 'in-progress', 'in-progress', 'in-progress', '-', 'in-progress', '-'],
  'find errors':     ['-', 'in-progress', 'in-progress', 'in-progress', '-', '-', '-', '-', '-'],
  'find queries':    ['-', 'needs-answers', 'needs-answers', 'needs-answers', '-', '-', '-', '-', '-'],
  'find nothing':    ['-', 'awaiting-sign-off', 'awaiting-sign-off', 'awaiting-sign-off', '-', '-', '-', '-', '-'],
  'ask for sign-off':
                     ['-', '-', '-', 'awaiting-sign-off', '-', '-', '-', '-', '-'],
  'sign off':        ['-', '-', '-', 'signed', '-', '-', '-', '-', '-'],
  'send back':       ['-', '-', '-', 'in-progress', '-', '-', '-', '-', '-'],
  'accept':          ['-', '-', '-', '-', 'accepted', '-', '-', '-', '-'],
  'exclude':         ['-', '-', '-', '-', 'excluded', 'excluded', 'excluded', '-', '-'],
  'reopen':          ['-', '-', '-', '-', 'in-progress', 'in-progress', 'in-progress', 'in-progress', 'not-started'],
  'reopen what was sent':
                     ['-', '-', '-', '-', '-', '-', '-', '-', 'in-progress'],
  'raise a query':   ['-', '-', '-', '-', 'queried', 'queried', 'queried', '-', '-'],
  'close the last query of a signed return':
                     ['-', '-', '-', '-', '-', 'signed', '-', '-', '-'],
  'close the last query of an accepted return':
                     ['-', '-', '-', '-', '-', 'accepted', '-', '-', '-'],
  'end without a return':
                     ['no-return', 'no-return', 'no-return', 'no-return', '-', '-', '-', '-', '-'],
}

const cases = requestActs.flatMap((act) =>
  requestStates.map((state, index) => [act, state, table[act][index] ?? 'not in the table'] as const),
)

test.each(cases)('%s, where a return is %s: %s', (act, state, next) => {
  if (next === '-')
    expect(() => requestAfter(state, act)).toThrow(
      expect.objectContaining({ code: 'REQUEST_STATE', kind: 'conflict' }),
    )
  else expect(requestAfter(state, act)).toBe(next)
})

test('a refusal says how the return stands and what to do', () => {
  expect(() => requestAfter('accepted', 'submit')).toThrow(
    'This return is accepted, so this cannot be done now. Ask the contact of this round to reopen it, then send a new version.',
  )
})
