import { expect, test } from 'vitest'
import { because } from './because.ts'

test('everybody is told as what they are written to, and who can end that', () => {
  expect(because({ writtenAs: 'officer', authority: 'Camden' })).toBe(
    'You get this because you are a data officer for Camden. If you should not be, ask your signatory or the Commissioner’s office to end your role: then we stop writing to you.',
  )
  expect(because({ writtenAs: 'approver', authority: null })).toMatch(
    /^You get this because you are an approver of the Commissioner’s office\. If you should not be, ask another approver/,
  )
})

test('whoever stands in for a colleague is told for whom', () => {
  expect(because({ writtenAs: 'cover', authority: 'Camden', coversFor: 'Ada Byron' })).toBe(
    'You get this because you stand in for Ada Byron. If you should not, Ada Byron or the Commissioner’s office can end that.',
  )
  expect(() => because({ writtenAs: 'cover', authority: 'Camden' })).toThrow('stands in for nobody')
})

test('a signatory who gets what officers would get is told why, and how to change that', () => {
  expect(because({ writtenAs: 'signatory', authority: 'Camden', isInsteadOfOfficers: true })).toBe(
    'You get this because you are a signatory for Camden, which had no data officer to write to. Invite one in Rollcall: then we write to them.',
  )
})
