import { expect, test } from 'vitest'
import type { Worded } from './message-kind.ts'
import { messageKind } from './message-kinds.ts'
import { placeholdersOf, wordedKind, wordedKinds, wordedOfSlug, wordedSlug } from './worded.ts'
import { wordingFaults } from './wording-faults.ts'

const accepted = messageKind('return accepted')
const { wording } = accepted
const faults = (change: Partial<typeof wording>, worded: Worded = accepted) =>
  wordingFaults(worded, { ...wording, ...change })

test.each(wordedKinds.map((one) => [one.kind, one] as const))(
  'what is shipped for “%s” can be kept',
  (_, one) => {
    expect(wordingFaults(one, one.wording)).toEqual([])
  },
)

test('each kind has an address of its own, which leads back to it', () => {
  const slugs = wordedKinds.map(wordedSlug)

  expect(new Set(slugs).size).toBe(slugs.length)
  expect(slugs.filter((slug) => !/^[a-z0-9-]+$/.test(slug))).toEqual([])
  for (const one of wordedKinds) expect(wordedOfSlug(wordedSlug(one))).toBe(wordedKind(one.kind))
  expect(() => wordedOfSlug('nothing-like-this')).toThrow('There is no such wording')
  expect(() => wordedKind('nothing like this')).toThrow('nothing of the kind')
})

test('what nothing is known of cannot be named, and what can be is told', () => {
  const [fault, ...more] = faults({ subject: 'About ((shoe size)) and ((hat))' })

  expect(more).toEqual([])
  expect(fault).toMatchObject({ field: 'subject' })
  expect(fault?.words).toMatch(
    /^Nothing is known of \(\(shoe size\)\) and \(\(hat\)\)\. What can be named is \(\(name\)\), \(\(authority\)\)/,
  )
  expect(faults({ body: 'Version (( Version )) of ((AUTHORITY))' })).toEqual([])
})

test('a message about no request names nothing of one', () => {
  const ofNone: Worded = { ...accepted, isOfRequest: false }

  expect(Object.keys(placeholdersOf(ofNone))).toEqual(['name', 'version'])
  expect(faults({ subject: 'Hello', body: '((due date))', link: 'Go on' }, ofNone)).toHaveLength(1)
})

test('no part is empty, and a subject and a link are one line each', () => {
  expect(faults({ subject: ' ', body: '\n', link: '' }).map(({ field }) => field)).toEqual([
    ...['subject', 'body', 'link'],
  ])
  expect(faults({ subject: 'One\nTwo', link: 'One\r\nTwo' }).map(({ words }) => words)).toEqual([
    'The subject must be one line.',
    'What the link says must be one line.',
  ])
})

test('brackets that do not belong together are found', () => {
  for (const body of ['For ((authority', 'For authority))', 'For (( (authority) ))', '((()))'])
    expect(faults({ body }), body).toHaveLength(1)
  expect(faults({ body: 'For (all of) ((authority))' })).toEqual([])
})

test('a message has one link, and it is not in its words', () => {
  expect(faults({ body: 'See https://example.org' })[0]?.words).toMatch(
    /“https:\/\/example\.org”\. Leave it out\.$/,
  )
  expect(faults({ subject: 'Of ((authority)).example' })[0]?.words).toContain('“((authority)).example”')
  expect(faults({ link: 'Your return.It is late' })[0]?.words).toMatch(
    /^What the link says has an address in it\. .* If it is not meant as an address, put a space after the full stop\.$/,
  )
  expect(faults({ body: 'Write to ((contact)) or ada@camden.example' })).toEqual([])
})

test('a subject is as long as it is once it is filled in', () => {
  const subject = `${'a'.repeat(80)} ((round))`

  expect(faults({ subject })[0]?.words).toMatch(
    /^The subject has \d{3} characters, with what it names filled in\./,
  )
  expect(faults({ body: 'a'.repeat(5001) })[0]?.words).toContain('has 5001 characters. Use 5000 at most')
  expect(faults({ link: 'a'.repeat(61) })[0]?.field).toBe('link')
})

test('what a wording is for has to stay in its text', () => {
  const worded: Worded = { ...accepted, mustName: ['due date', 'version'] }

  expect(faults({ subject: 'By ((due date))', body: '((version))' }, worded)).toEqual([
    { field: 'body', words: 'The text must name ((due date)). Put that back in.' },
  ])
  expect(faults({ body: '((version)), ((due date))' }, worded)).toEqual([])
})

test('what becomes a list is a paragraph of its own', () => {
  const worded: Worded = { ...accepted, placeholders: { sheets: { says: 'Sheets', example: ['A', 'B'] } } }

  expect(faults({ subject: 'Look', body: 'These: ((sheets))' }, worded)[0]?.words).toMatch(/becomes a list/)
  expect(faults({ subject: 'Look', body: 'These:\n\n((sheets))\n\nThose.' }, worded)).toEqual([])
})
