import { expect, test } from 'vitest'
import { notToSignPage } from './not-to-sign-page.ts'

type Shown = Parameters<typeof notToSignPage>[0]
const person = { name: 'Ann Lee', authority: 'Rutland', hasOthers: true } as const
const shown = (role: 'officer' | 'signatory', changes: Partial<Shown['dataRequest']> = {}): Shown => ({
  title: 'Sign off the return',
  reader: { person: { ...person, role } },
  dataRequest: {
    ...{ id: 'r1', title: 'Round', authorityName: 'Rutland', contact: 'returns@office.example' },
    ...{ state: 'awaiting-sign-off', roundState: 'open', version: 2, submissionState: 'ready' },
    ...changes,
  } as Shown['dataRequest'],
  sentBack: undefined,
  asked: null,
  signatories: [],
})
const textOf = (page: Shown): string =>
  String(notToSignPage(page))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

test('whoever is officer and signatory is told to act as a signatory to sign', () => {
  expect(textOf(shown('officer'))).toContain('If you are a signatory too, act as one to sign.')
  expect(textOf(shown('signatory', { state: 'not-started' }))).not.toContain('If you are a signatory too')
})

test('an authority without a signatory is told whom to ask for one', () => {
  expect(textOf(shown('officer'))).toContain('your authority has none yet. Ask the contact')
})

test('a return left out of the figures can be sent again while the round is open, and asked about after', () => {
  expect(textOf(shown('signatory', { state: 'excluded' }))).toContain('A data officer can send a new version')
  expect(textOf(shown('signatory', { state: 'excluded', roundState: 'closed' }))).toContain(
    'Ask returns@office.example whether a better one can still be sent.',
  )
})
