import { expect, test } from 'vitest'
import { messageKinds } from './message-kinds.ts'
import { toldInPortalOnly } from './messages/told-in-portal-only.ts'
import { exampleFacts } from './worded.ts'
import { fillIn } from './wording.ts'

const kinds = messageKinds.map((kind) => [kind.kind, kind] as const)
const asRead = (kind: (typeof messageKinds)[number]) => fillIn(kind.wording, exampleFacts(kind))
const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?:])\s+/).filter((one) => one !== '')
const wordsOf = (text: string): string[] => text.split(/\s+/).filter((one) => /\w/.test(one))

test('no two kinds have the same name or the same subject, and none is told in the portal alone', () => {
  const names = messageKinds.map(({ kind }) => kind)
  const subjects = messageKinds.map(({ wording }) => wording.subject.toLowerCase())

  expect(new Set(names).size).toBe(names.length)
  expect(new Set(subjects).size).toBe(subjects.length)
  expect(names.filter((kind) => kind in toldInPortalOnly)).toEqual([])
})

test.each(kinds)(
  'the subject of “%s” begins with what to do or what happened, not with whose it is',
  (_, kind) => {
    expect(kind.wording.subject).not.toMatch(
      /^(?:\(\((?:authority|round|name|contact)\)\)|rollcall\b|re:|reminder\b|urgent\b|important\b)/i,
    )
    expect(kind.wording.subject).not.toMatch(/[!.]$|[A-Z]{3}/)
  },
)

test.each(kinds)('“%s” is in plain words, in sentences that are not long', (_, kind) => {
  const { subject, paragraphs, link } = asRead(kind)
  const text = [subject, ...paragraphs.flat(), link].join('\n')
  const sentences = paragraphs
    .flat()
    .flatMap(sentencesOf)
    .map((sentence) => wordsOf(sentence).length)

  expect(text).not.toMatch(
    /click here|kindly|herewith|as per\b|in order to|commence|utili[sz]e|please note|dear sir/i,
  )
  expect(Math.max(...sentences)).toBeLessThanOrEqual(30)
  expect(sentences.reduce((sum, length) => sum + length, 0) / sentences.length).toBeLessThanOrEqual(17)
  expect(wordsOf(text).length).toBeLessThanOrEqual(150)
})

test.each(kinds)('the link of “%s” says where it leads', (_, kind) => {
  expect(wordsOf(kind.wording.link).length).toBeGreaterThan(1)
  expect(kind.wording.link).not.toMatch(/^(?:here|more|link|this)\b/i)
})

test('outside office hours nobody is asked for work but by a colleague', () => {
  const asking = messageKinds.filter(
    ({ timing, wording }) =>
      timing === 'at once' && /^(?:answer|sign off|change|take over)\b/i.test(wording.subject),
  )

  expect(asking.map(({ kind }) => kind)).toEqual(['return awaits sign-off', 'return sent back'])
})
