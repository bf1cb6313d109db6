import { expect, test } from 'vitest'
import { day } from './calendar-date.ts'
import type { Standing } from './next-step.ts'
import { howSoon, outstandingOf, whenDue } from './outstanding.ts'

type Newest = NonNullable<Standing['newest']>

const standing = (state: Standing['state'], newest?: Partial<Newest>, questions = 0): Standing => ({
  ...{ state, roundState: 'open', unansweredQuestions: questions },
  newest: newest ? { state: 'ready', errors: 0, openQueries: 0, isSentForSignOff: false, ...newest } : null,
})

test.each<[string, Standing, string, string]>([
  ['nothing was sent', standing('not-started'), 'Send the return', 'Nothing has been sent yet.'],
  [
    'it is being checked',
    standing('in-progress', { state: 'checking' }),
    'Look at what the check found',
    'Version 2 is being checked.',
  ],
  [
    'the file was refused',
    standing('in-progress', { state: 'refused' }),
    'Send a file that can be read',
    'The last file could not be read',
  ],
  [
    'errors are to be fixed',
    standing('in-progress', { state: 'must-fix', errors: 1200 }),
    'Fix 1,200 things',
    'Version 2 has 1,200 things to fix.',
  ],
  [
    'one query is to be explained',
    standing('needs-answers', { state: 'needs-answers', openQueries: 1 }),
    'Fix or explain 1 thing',
    'Version 2 has 1 thing to fix or explain.',
  ],
  [
    'it is not sent for sign-off',
    standing('awaiting-sign-off', {}),
    'Send for sign-off',
    'Version 2 is checked and nothing is left to fix.',
  ],
  [
    'it waits for its signatory',
    standing('awaiting-sign-off', { isSentForSignOff: true }),
    'Get the return signed',
    'Version 2 waits for the signatory',
  ],
  ['it was sent back', standing('in-progress', {}), 'Send a new version', 'A new version has to be sent'],
])('an officer is reminded of what is left when %s', (_, of, first, left) => {
  const outstanding = outstandingOf(of, of.newest ? 2 : null, 'officer')

  expect(outstanding.first).toBe(first)
  expect(outstanding.left).toHaveLength(1)
  expect(outstanding.left[0]).toContain(left)
})

test('a signatory is asked to sign where that is what is left, and otherwise to see that it is done', () => {
  expect(outstandingOf(standing('awaiting-sign-off', {}), 2, 'signatory').first).toBe('Sign the return')
  expect(outstandingOf(standing('not-started'), null, 'signatory').first).toBe('See that the return is sent')
})

test('questions from the office that wait are told beside what is left of the return', () => {
  expect(outstandingOf(standing('in-progress', {}, 2), 2, 'officer').left.at(-1)).toBe(
    '2 questions from the office wait for an answer.',
  )
})

test.each([
  ['2026-03-31', '2026-03-24', 'in 5 working days', 'in 5 working days, on 31 March 2026'],
  ['2026-03-31', '2026-03-30', 'in 1 working day', 'in 1 working day, on 31 March 2026'],
  ['2026-03-31', '2026-03-31', 'today', 'today, 31 March 2026'],
  ['2026-03-31', '2026-04-01', '1 working day ago', '1 working day ago, on 31 March 2026'],
  ['2026-04-02', '2026-04-07', '1 working day ago', '1 working day ago, on 2 April 2026'],
  ['2026-08-01', '2026-07-31', 'on 1 August 2026', 'on 1 August 2026'],
])('what is due on %s is said on %s to be due %s', (dueOn, today, soon, when) => {
  expect(howSoon(day(dueOn), day(today))).toBe(soon)
  expect(whenDue(day(dueOn), day(today))).toBe(when)
})
