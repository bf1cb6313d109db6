import { expect, test } from 'vitest'
import { aTable } from './test-support/a-check.ts'

const columns = [
  { id: 'born', heading: 'Born', type: 'date' },
  { id: 'cost', heading: 'Cost', type: 'money' },
  { id: 'order', heading: 'Order', type: 'yes-no' },
]
const rule = { code: 'TE-001', severity: 'error', sheet: 'children' }
const faultOf = (
  more: Record<string, unknown>,
  own: readonly Record<string, unknown>[] = columns,
): string => {
  try {
    aTable(own, more)
    return 'none'
  } catch (error) {
    return String(error)
  }
}

test('a wrong collection is refused with a sentence that names the place', () => {
  const wrong: [Record<string, unknown>, string][] = [
    [
      { rules: [{ ...rule, kind: 'required', column: 'nobody' }] },
      'rules[0]: no column nobody in sheet children',
    ],
    [{ rules: [{ ...rule, kind: 'looks-nice', column: 'born' }] }, 'rules[0].kind'],
    [{ rules: [{ ...rule, kind: 'required', column: 'born', extra: 1 }] }, 'Unrecognized key'],
    [
      {
        rules: [
          {
            ...rule,
            kind: 'required',
            column: 'born',
            says: { message: 'See {nowhere}.', expected: 'x', fix: 'x' },
          },
        ],
      },
      'rules[0].says: {nowhere}',
    ],
    [
      { rules: [1, 2].map(() => ({ ...rule, kind: 'required', column: 'born' })) },
      'rules[1].code: there is already a rule with this code (TE-001)',
    ],
    [
      {
        rules: [{ ...rule, kind: 'holds', column: 'born', check: { column: 'cost', before: '2024-01-01' } }],
      },
      'rules[0]: cost is not a date',
    ],
    [
      { rules: [{ ...rule, kind: 'holds', column: 'born', check: { column: 'order', is: 'maybe' } }] },
      'rules[0]: order can never be maybe',
    ],
    [
      { rules: [{ ...rule, kind: 'adds-up', column: 'cost', of: { parts: ['born'] } }] },
      'rules[0]: born is not a number',
    ],
    [
      { rules: [{ ...rule, kind: 'exists-in', column: 'born', inSheet: 'others', inColumn: 'born' }] },
      'rules[0]: no sheet others',
    ],
    [
      {
        figures: [
          {
            id: 'n',
            title: 'N',
            unit: 'children',
            kind: 'count',
            sheet: 'children',
            breakdowns: [['colour']],
          },
        ],
      },
      'figures[0].breakdowns: no column colour',
    ],
    [
      { figures: [{ id: 'n', title: 'N', unit: '£', kind: 'mean', sheet: 'children', column: 'born' }] },
      'figures[0]: born is not a number',
    ],
    [
      { figures: [{ id: 'n', title: 'N', unit: '£', kind: 'spread', of: 'n' }] },
      'figures[0]: no other figure n',
    ],
    [
      { derived: [{ id: 'age', heading: 'Age', kind: 'age', of: 'cost' }] },
      'sheets[0].derived[0]: cost is not a date',
    ],
    [
      { derived: [{ id: 'band', heading: 'Band', kind: 'band', of: 'age', bands: [{ label: 'x' }] }] },
      'sheets[0].derived[0]: no column age',
    ],
  ]
  for (const [more, sentence] of wrong) expect(faultOf(more)).toContain(sentence)
})

test('a column that names a list which is not there is refused', () => {
  expect(faultOf({}, [{ id: 'sex', heading: 'Sex', type: 'code', list: 'sex' }])).toContain(
    'sheets[0].columns[1].list: no code list sex',
  )
})

test('two columns may not share a heading, however it is spelled', () => {
  expect(faultOf({}, [columns[0] ?? {}, { id: 'other', heading: 'BORN ', type: 'date' }])).toContain(
    'already a column with this heading',
  )
})
