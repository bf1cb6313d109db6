import { expect, test } from 'vitest'
import { letter } from './letter.ts'

const written = letter({
  to: 'ada@camden.example',
  subject: 'Codes & links',
  parts: [
    'Dear <b>Ada</b> "Countess" Byron',
    { code: '123 456' },
    { link: 'https://rollcall.example/x?a=1&b=2', words: 'Go on' },
  ],
})

test('a letter says the same as text and as HTML', () => {
  expect(written.text).toBe(
    'Dear <b>Ada</b> "Countess" Byron\n\n    123 456\n\nGo on:\nhttps://rollcall.example/x?a=1&b=2\n',
  )
  for (const part of ['123 456', 'Go on', 'href="https://rollcall.example/x?a=1&#38;b=2"'])
    expect(written.html).toContain(part)
})

test('what people are called is never read as HTML', () => {
  expect(written.html).not.toContain('<b>')
  expect(written.html).toContain('&#60;b&#62;Ada&#60;/b&#62; &#34;Countess&#34;')
  expect(written.html).toContain('<title>Codes &#38; links</title>')
})

test('what stands below it is said last, in both', () => {
  const { text, html, parts } = letter({
    ...{ to: 'ada@camden.example', subject: 'Go on', parts: ['Please go on.'] },
    foot: ['Rollcall', 'You get this because you are an officer.'],
  })

  expect(text).toBe('Please go on.\n\nRollcall\n\nYou get this because you are an officer.\n')
  expect(html.indexOf('Please go on.')).toBeLessThan(html.indexOf('You get this'))
  expect(parts).toHaveLength(3)
})

test('nothing in it is fetched, and nobody is told that it was opened', () => {
  expect(written.html).not.toMatch(/<img|<script|<link|url\(|@import|src=/)
  expect(written.html.match(/href=/g)).toHaveLength(1)
})
