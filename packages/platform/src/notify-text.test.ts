import { expect, test } from 'vitest'
import { notifyText } from './notify-text.ts'

const joiner = '\u2060'

test('paragraphs, lists, figures and the link are what Notify shows as such', () => {
  const text = notifyText([
    'Dear Ada',
    ['3 errors to fix', '1 question to answer'],
    { code: '123 456' },
    { link: 'https://rollcall.example/data-requests/1', words: 'See the return' },
  ])

  expect(text).toBe(
    [
      'Dear Ada',
      '* 3 errors to fix\n* 1 question to answer',
      '# 123 456',
      'See the return:',
      'https://rollcall.example/data-requests/1',
    ].join('\n\n'),
  )
})

test.each([
  ['# Camden', '\\# Camden'],
  ['  ## Camden', '\\## Camden'],
  ['- Camden', '\\- Camden'],
  ['* Camden', '\\* Camden'],
  ['• Camden', `${joiner}• Camden`],
  ['1. Camden', '1\\. Camden'],
  ['2024-25 is the year', '2024-25 is the year'],
  ['^ Camden', `${joiner}^ Camden`],
  ['---', '\\---'],
  ['Camden\n===', `Camden\n${joiner}===`],
  ['Camden\n---', 'Camden\n\\---'],
  ['[Camden](https://bad.example)', `\\[Camden\\](https:${joiner}//bad.example)`],
  ['![x](http://bad.example)', `\\!\\[x\\](http:${joiner}//bad.example)`],
  ['Camden https://bad.example', `Camden https:${joiner}//bad.example`],
  ['one | two\n--- | ---', 'one \\| two\n\\--- \\| ---'],
  ['```', '\\`\\`\\`'],
  ['back\\slash', 'back\\\\slash'],
  ['St Helens (and Knowsley) – O’Brien & Co, 5.5%', 'St Helens (and Knowsley) – O’Brien & Co, 5.5%'],
])('what somebody typed is shown as it stands: %j', (typed, text) => {
  expect(notifyText([typed])).toBe(text)
})

test('a name stays in its line of a list', () => {
  expect(notifyText([['Camden\n# Not a heading', 'Hull']])).toBe('* Camden # Not a heading\n* Hull')
})
