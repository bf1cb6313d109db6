import { expect, test } from 'vitest'
import { differencesOf } from './text-difference.ts'

const shown = (before: string, after: string): string =>
  differencesOf(before, after)
    .map(({ is, text }) => (is === 'same' ? text : is === 'added' ? `[+${text}]` : `[-${text}]`))
    .join('')

test.each([
  ['', '', ''],
  ['The same.', 'The same.', 'The same.'],
  ['', 'All new', '[+All new]'],
  ['All old', '', '[-All old]'],
  ['Sign it today, please', 'Sign it by Friday, please', 'Sign it [-today, ][+by Friday, ]please'],
  ['One.\n\nTwo.', 'One.\n\nAnd a half.\n\nTwo.', 'One.\n\n[+And a half.\n\n]Two.'],
  ['a b c d', 'b c x d', '[-a ]b c [+x ]d'],
])('from “%s” to “%s”', (before, after, said) => {
  expect(shown(before, after)).toBe(said)
})

test('each of the two texts can be put together again from their differences', () => {
  const before = 'By ((due date)) your signatory must have signed.\n\nIf not, write to us.'
  const after = 'Your signatory must have signed by ((due date)).\r\n\r\nIf you cannot, write to us at once.'
  const pieces = differencesOf(before, after)
  const without = (left: string) =>
    pieces
      .filter(({ is }) => is !== left)
      .map(({ text }) => text)
      .join('')

  expect([without('added'), without('removed')]).toEqual([before, after])
})
