import { expect, test } from 'vitest'
import { day } from './calendar-date.ts'
import { formalNonCompliance } from './letters/of-non-compliance.ts'
import { mustWantLetter, nonComplianceLetter, whyNotOwed } from './non-compliance.ts'
import { whyRefused } from './problem.ts'
import { type RequestState, requestStates } from './request-life.ts'

const { wording } = formalNonCompliance
const overdue = {
  collection: { legalBasis: 'Section 2F of the Children Act 2004', sheets: [] as never[] },
  round: { title: 'An example, 2024', contact: 'returns@office.example' },
  authority: { name: 'Birmingham', code: '330' },
  request: { state: 'not-started', issuedOn: day('2024-09-02'), reference: 'CCO-2024-00007' },
  ...{ dueOn: day('2024-10-31'), today: day('2024-11-14'), wording },
  remindedOn: [day('2024-11-01'), day('2024-11-07')],
} as const

test('a letter of non-compliance says what was asked when, since when it is owed, and how far it is', () => {
  const letter = nonComplianceLetter(overdue)

  expect(letter.subject).toBe('Overdue: the return of Birmingham for An example, 2024')
  expect(letter.opening).toEqual([
    'On 2 September 2024 the Children’s Commissioner for England asked Birmingham for information, in the request CCO-2024-00007. The legal basis is section 2F of the Children Act 2004.',
    'The return was due on 31 October 2024, 10 working days ago. We do not have a return that is signed off: nothing has been sent.',
    'We reminded its people on 1 November 2024 and 7 November 2024.',
  ])
  expect(letter.paragraphs.at(-1)).toBe('The Commissioner may publish which authorities did not answer.')
})

test('where nobody was reminded and the request has no reference, it says neither', () => {
  const letter = nonComplianceLetter({
    ...{ ...overdue, remindedOn: [] },
    request: { ...overdue.request, reference: undefined },
  })

  expect(letter.opening).toHaveLength(2)
  expect(letter.opening[0]).toContain('in the request without a reference')
  expect(letter.facts.map(({ name }) => name)).not.toContain('Our request')
})

const owed = { state: 'not-started', roundState: 'open', dueOn: day('2024-10-31') } as const
const on = { dueOn: day('2024-10-31'), today: day('2024-11-14') }

test('a return is owed while nobody has signed it, after the day that the letter names', () => {
  expect(whyNotOwed(owed, on)).toBeUndefined()
  expect(whyNotOwed(owed, { ...on, today: day('2024-10-31') })).toBe('The return is not overdue.')
  expect(whyNotOwed({ ...owed, dueOn: day('2024-11-20') }, on)).toBe(
    'The return is due on 20 November 2024 now.',
  )
  expect(whyNotOwed({ ...owed, roundState: 'closed' }, on)).toBe('The round is not open any more.')
})

test('and no letter is needed once it is signed off or ended', () => {
  const owing = requestStates.filter((state) => whyNotOwed({ ...owed, state }, on) === undefined)

  expect(owing).toEqual([
    'not-started',
    'in-progress',
    'needs-answers',
    'awaiting-sign-off',
  ] satisfies RequestState[])
})

test('a letter is proposed about a return that is owed, unless one about the same day waits or was issued', () => {
  const { dueOn, today } = on
  const about = (...letters: Parameters<typeof mustWantLetter>[1]['letters']) =>
    whyRefused(() => mustWantLetter(owed, { letters, today }))
  const kind = 'non-compliance'

  expect(about()).toBeNull()
  expect(about({ kind: 'request', state: 'issued', dueOn })).toBeNull()
  expect(about({ kind, state: 'declined', dueOn }, { kind, state: 'withdrawn', dueOn })).toBeNull()
  expect(about({ kind, state: 'issued', dueOn: day('2024-10-01') })).toBeNull()
  expect(about({ kind, state: 'proposed', dueOn })).toMatch(/waits to be approved already/)
  expect(about({ kind, state: 'declined', dueOn }, { kind, state: 'issued', dueOn })).toMatch(
    /was issued already/,
  )
  expect(whyRefused(() => mustWantLetter(owed, { letters: [], today: dueOn }))).toBe(
    'No letter can be proposed now. The return is not overdue.',
  )
})
