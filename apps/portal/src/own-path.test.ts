import { expect, test } from 'vitest'
import { ownPath } from './own-path.ts'

const portalUrl = 'https://rollcall.example'

test.each(['/', '/data-requests/5f2a?page=2', '/people?role=officer&page=1'])(
  '%s is a page of ours',
  (path) => {
    expect(ownPath(path, portalUrl)).toBe(path)
  },
)

test.each([
  undefined,
  '',
  'people',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  '/people/..//evil.example',
  '/%2e//evil.example',
  'https://evil.example',
  'https:evil.example',
  'javascript:alert(1)',
  '@evil.example',
  `/${'a'.repeat(600)}`,
  '/sign-in?next=/',
  '/sign-in/organisation/return?code=1',
  '/sign-out',
])('%s leads nowhere else', (path) => {
  expect(ownPath(path, portalUrl)).toBe('/')
})

test('what is written in odd ways is sent on as a browser would read it', () => {
  expect(ownPath('/people/../help?x=a b#part', portalUrl)).toBe('/help?x=a%20b')
})
