import { expect, test } from 'vitest'
import { outcomeOf } from './check.ts'
import type { Finding, Severity } from './finding.ts'
import { outcomeInWords } from './outcome-words.ts'

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
