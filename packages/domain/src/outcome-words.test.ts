import { expect, test } from 'vitest'
import { outcomeOf } from './check.ts'
import type { Finding, Severity } from './finding.ts'
import { checkInWords, outcomeInWords } from './outcome-words.ts'

const found = (...severities: Severity[]) =>
  outcomeInWords(outcomeOf(severities.map((severity) => ({ severity }) as Finding)))

test('what a check came to is said in a few words, errors first', () => {
  expect(found()).toBe('Ready to send')
  expect(found('note')).toBe('Ready to send')
  expect(found('query')).toBe('1 thing to fix or explain')
  expect(found('query', 'query')).toBe('2 things to fix or explain')
  expect(found('error')).toBe('1 thing to fix')
  expect(found('error', 'query', 'error')).toBe('2 things to fix, and 1 more to fix or explain')
})

test('what is to be done about a version is said first, then how', () => {
  expect(checkInWords('must-fix', { errors: 3, openQueries: 1 })).toEqual({
    toDo: 'Fix 3 things',
    outcome: 'There are 3 things to fix, and 1 more to fix or explain.',
    how: expect.stringContaining('send the workbook again'),
  })
  expect(checkInWords('must-fix', { errors: 1, openQueries: 0 })).toMatchObject({
    toDo: 'Fix 1 thing',
    outcome: 'There is 1 thing to fix.',
  })
  expect(checkInWords('needs-answers', { errors: 0, openQueries: 1200 })).toEqual({
    toDo: 'Fix or explain 1,200 things',
    outcome: 'There are 1,200 things to fix or explain.',
    how: expect.stringContaining('say why'),
  })
  expect(checkInWords('needs-answers', { errors: 0, openQueries: 1 }).outcome).toBe(
    'There is 1 thing to fix or explain.',
  )
  expect(checkInWords('ready', { errors: 0, openQueries: 0 })).toMatchObject({
    toDo: 'Send the return for sign-off',
    outcome: 'Nothing in it is left to fix or explain.',
  })
})
