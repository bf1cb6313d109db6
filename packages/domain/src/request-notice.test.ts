import { expect, test } from 'vitest'
import { day } from './calendar-date.ts'
import { type CollectionInput, readCollection } from './collection.ts'
import { formalRequest } from './letters/of-requests.ts'
import { requestNotice } from './request-notice.ts'

const collection = (more: Partial<CollectionInput> = {}) =>
  readCollection({
    ...{ id: 'an-example', version: 1, title: 'An example', purpose: 'To find out how many there are.' },
    ...{ legalBasis: 'Section 2F of the Children Act 2004', oneRowIs: 'a child', reference: { kind: 'day' } },
    asks: ['local-authority'],
    sheets: [
      {
        ...{
          id: 'children',
          kind: 'table',
          name: 'Children',
          intro: 'A row for each child.',
          key: ['child'],
        },
        columns: [{ id: 'child', heading: 'Child ID', type: 'text', maxLength: 20, required: true }],
      },
    ],
    ...more,
  } as CollectionInput)

const round = {
  ...{ title: 'An example, 2024', referenceOn: day('2024-09-01'), issueOn: day('2024-09-02') },
  ...{ dueOn: day('2024-10-31'), contact: 'returns@office.example', message: null },
}
const authority = { name: 'Birmingham', code: '330' }
const { wording } = formalRequest
const factsOf = ({ facts }: ReturnType<typeof requestNotice>) =>
  Object.fromEntries(facts.map(({ name, value }) => [name, value]))

test('a notice says by what law, what for, what, of what day, by when and whom to ask', () => {
  const notice = requestNotice({ collection: collection(), round, authority, wording })

  expect(notice.subject).toBe('Request for information: An example, 2024, due on 31 October 2024')
  expect(notice.to).toBe('Birmingham (330)')
  expect(notice.opening).toEqual([
    'The Children’s Commissioner for England asks Birmingham for the information that is listed here. The legal basis is section 2F of the Children Act 2004.',
    'What it is for: to find out how many there are.',
  ])
  expect(factsOf(notice)).toEqual({
    ...{ Collection: 'An example', 'Legal basis': 'Section 2F of the Children Act 2004' },
    ...{ 'Reference date': '1 September 2024', Issued: '2 September 2024', Due: '31 October 2024' },
    Contact: 'returns@office.example',
  })
  expect(notice.items).toEqual([{ name: 'Children: 1 column', says: 'A row for each child.' }])
  expect(notice.paragraphs.join(' ')).toContain('By 31 October 2024 your signatory must have signed')
  expect(notice.paragraphs.join(' ')).not.toMatch(/nil return|Not held/)
  expect([notice.message, notice.closing]).toEqual([[], 'For the Children’s Commissioner for England'])
})

test('what the office adds comes by paragraph, and lines stay together', () => {
  const message = '\nThank you for last year.\nWe read it all.\r\n \r\nThis year we ask less.\n'

  expect(
    requestNotice({ collection: collection(), round: { ...round, message }, authority, wording }).message,
  ).toEqual(['Thank you for last year.\nWe read it all.', 'This year we ask less.'])
})

test('a period, a nil return and what is not held are told where a collection has them', () => {
  const asked = collection({
    reference: { kind: 'period', months: 12 },
    nilReturn: { means: 'there was no child.' },
    sheets: [
      {
        ...{ id: 'form', kind: 'form', name: 'Your return', intro: 'The whole.' },
        columns: [{ id: 'spent', heading: 'Spent', type: 'money', notHeld: true }],
      },
    ],
  } as Partial<CollectionInput>)
  const notice = requestNotice({
    ...{ collection: asked, authority, wording },
    round: { ...round, referenceOn: day('2024-03-31') },
  })

  expect(factsOf(notice).Period).toBe('The 12 months from 1 April 2023 to 31 March 2024')
  expect(notice.items[0]?.name).toBe('Your return: 1 question')
  expect(notice.paragraphs.join(' ')).toMatch(
    /“Not held” is an answer of its own.*declare a nil return\. By it you say: there was no child\./,
  )
})

test('the office’s own words stand around what is asked', () => {
  const own = {
    ...{ subject: 'Please answer: ((round))', link: '' },
    body: 'First.\n\n((what is asked))\n\nLast, under ((legal basis)).\n\n((message))',
  }
  const notice = requestNotice({
    ...{ collection: collection(), authority, wording: own },
    round: { ...round, message: 'Thank you.' },
  })

  expect([notice.subject, notice.opening, notice.message]).toEqual([
    'Please answer: An example, 2024',
    ['First.'],
    ['Thank you.'],
  ])
  expect(notice.paragraphs).toEqual(['Last, under section 2F of the Children Act 2004.'])
  expect(notice.items).toHaveLength(1)
})
