import { expect, test } from 'vitest'
import { type DataQueryAbout, placeInWords, placeMustBeIn } from './data-query.ts'
import { aTable } from './test-support/a-check.ts'

const collection = aTable([{ id: 'cost', heading: 'Cost', type: 'money' }], {
  rules: [
    {
      code: 'TE-001',
      severity: 'query',
      sheet: 'children',
      kind: 'holds',
      column: 'cost',
      check: { column: 'cost', under: 1000 },
    },
  ],
})

test.each<[DataQueryAbout, string]>([
  [{ kind: 'return' }, 'The whole return'],
  [{ kind: 'row', sheet: 'children', row: 7 }, 'Row 7 of the sheet “Children”'],
  [{ kind: 'cell', sheet: 'children', row: 7, column: 'cost' }, '“Cost” in row 7 of the sheet “Children”'],
  [
    { kind: 'rule', rule: 'TE-001', cells: ['B7', 'B9'], findings: 5 },
    'The reason for “Cost” (TE-001), at B7, B9 and 3 more',
  ],
  [{ kind: 'rule', rule: 'TE-001', cells: ['B7'], findings: 1 }, 'The reason for “Cost” (TE-001), at B7'],
  [{ kind: 'rule', rule: 'cost.doubtful', cells: [], findings: 2 }, 'The reason for “Cost” (cost.doubtful)'],
])('%o is said in words', (about, words) => {
  expect(placeInWords(collection, about)).toBe(words)
  expect(() => placeMustBeIn(collection, about)).not.toThrow()
})

test('a rule or a column that the collection has not is refused', () => {
  const nowhere: readonly DataQueryAbout[] = [
    { kind: 'rule', rule: 'TE-999', cells: [], findings: 1 },
    { kind: 'cell', sheet: 'children', row: 7, column: 'price' },
    { kind: 'row', sheet: 'people', row: 7 },
    { kind: 'figure', figure: 'children' },
  ]
  for (const about of nowhere)
    expect(() => placeMustBeIn(collection, about)).toThrow('The collection of this round has no such')
})
