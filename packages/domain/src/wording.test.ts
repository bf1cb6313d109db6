import { expect, test } from 'vitest'
import { fillIn, namedIn, sameWords } from './wording.ts'

const wording = {
  subject: 'By ((due date)): ((Authority))',
  body: 'Dear all\n\n((sheets))\n\nOf ((authority)): (( sheets )).',
  link: 'Go on',
}
const facts = { 'due date': '31 March', authority: 'Camden ((round))', sheets: ['A', 'B'] }

test('what a wording names is filled in, a list where it stands alone', () => {
  expect(fillIn(wording, facts)).toEqual({
    subject: 'By 31 March: Camden ((round))',
    paragraphs: ['Dear all', ['A', 'B'], 'Of Camden ((round)): A; B.'],
    link: 'Go on',
  })
})

test('what is filled in is not read for names again, and a name of which nothing is known throws', () => {
  expect(fillIn(wording, facts).subject).toContain('((round))')
  expect(() => fillIn({ ...wording, subject: '((round))' }, facts)).toThrow('((round))')
})

test('names are found once each, whatever their case and spaces', () => {
  expect(namedIn('((Due Date)), (( due date )) and ((hat)) but not (this)')).toEqual(['due date', 'hat'])
})

test('two wordings are the same only where every part is', () => {
  expect(sameWords(wording, { ...wording })).toBe(true)
  expect(sameWords(wording, { ...wording, link: 'Go' })).toBe(false)
})
