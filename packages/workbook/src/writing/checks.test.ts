import { day } from '@rollcall/domain/calendar-date'
import { type CollectionInput, readCollection } from '@rollcall/domain/collection'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import { expect, test } from 'vitest'
import { checksOf } from './checks.ts'

type Rules = NonNullable<CollectionInput['rules']>

const money = (id: string, heading: string) => ({ id, heading, type: 'money' as const })
const date = (id: string, heading: string) => ({ id, heading, type: 'date' as const })

/** What these rules of a sheet of children expect, by code. */
function expected(rules: readonly object[]): Record<string, string> {
  const numbered = rules.map((rule, at) => ({
    ...{ code: `XX-00${at + 1}`, severity: 'error', sheet: 'children', ...rule },
  }))
  const collection = readCollection({
    ...{ id: 'an-example', version: 1, title: 'An example', purpose: 'To try.', legalBasis: 'None' },
    ...{ oneRowIs: 'a child', reference: { kind: 'day' }, asks: ['local-authority'] },
    sheets: [
      {
        ...{ id: 'children', kind: 'table', name: 'Children', intro: 'Children.', key: ['child'] },
        columns: [
          { id: 'child', heading: 'Child ID', type: 'text', maxLength: 20, required: true },
          ...[date('born', 'Date of birth'), date('came', 'Moved in')],
          ...[money('cost', 'Cost'), money('care', 'Care'), money('rent', 'Rent')],
        ],
      },
    ],
    rules: numbered as unknown as Rules,
  })
  const compiled = compileCollection(collection, [], day('2024-09-01'))
  return Object.fromEntries(
    checksOf(compiled.sheet('children'), compiled).map(({ code, expects }) => [code, expects]),
  )
}

test('what a rule expects is said before anything is sent, in words for each kind', () => {
  const told = expected([
    { kind: 'required-when', column: 'rent', when: { column: 'cost', over: 100 } },
    { kind: 'blank-when', column: 'rent', when: { column: 'cost', blank: true } },
    { kind: 'one-of', column: 'cost', values: [1, 2] },
    { kind: 'between', column: 'born', from: '2000-01-01', to: { day: 'reference-date' } },
    { kind: 'compare', column: 'came', is: 'on-or-after', other: 'born' },
    { kind: 'holds', column: 'cost', check: { not: { column: 'cost', over: 5000 } } },
    { kind: 'unique', columns: ['born', 'came'] },
    { kind: 'adds-up', column: 'cost', of: { parts: ['care', 'rent'] }, is: 'at-least' },
    { kind: 'share-of-rows', column: 'cost', where: { column: 'cost', blank: true }, share: 0.125 },
  ])

  expect(Object.values(told)).toEqual([
    'An answer, when Cost is over £100',
    'An empty cell when Cost is empty',
    '£1 or £2',
    '1 January 2000 or later, and 1 September 2024 or earlier',
    'On or after “Date of birth”',
    'That Cost is not over £5,000',
    'No two rows with the same “Date of birth”, “Moved in”',
    'At least the sum of “Care” and “Rent”',
    'That in no more than 12.5% of the rows Cost is empty',
  ])
})

test('a collection’s own words come first, unless only a return can fill them in', () => {
  const says = { expected: 'more than {care} and {rent}' }
  const adds = { kind: 'adds-up', column: 'cost', of: { parts: ['care', 'rent'] } }

  expect(
    Object.values(
      expected([
        { ...adds, says },
        { ...adds, says: { expected: '{wanted}' } },
      ]),
    ),
  ).toEqual(['More than “Care” and “Rent”', 'The sum of “Care” and “Rent”'])
})
