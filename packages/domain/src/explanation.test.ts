import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cell } from './cell.ts'
import { carryOver, type Explanation } from './explanation.ts'
import type { Finding } from './finding.ts'
import { aCheck, aTable } from './test-support/a-check.ts'

const collection = aTable(
  [
    { id: 'cost', heading: 'Cost', type: 'money' },
    { id: 'note', heading: 'Note', type: 'text', maxLength: 50 },
  ],
  {
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
  },
)
const findingsOf = (rows: readonly Cell[][]): readonly Finding[] =>
  aCheck(collection, { Children: [['Child ID', 'Cost', 'Note'], ...rows] }).findings
const explained = (findings: readonly Finding[]): Explanation[] =>
  findings.map(({ rule, subject = '', value = '' }) => ({ rule, subject, value, text: 'It is right.' }))

test('an explanation goes with its child to another row', () => {
  const given = explained(
    findingsOf([
      ['A1', 1000],
      ['A2', 5],
    ]),
  )
  expect(
    carryOver(
      findingsOf([
        ['A2', 5],
        ['A1', 1000],
      ]),
      given,
    ),
  ).toMatchObject({ answered: [{ finding: { cell: 'B3' } }], open: [], lapsed: [] })
})

test('of two explanations of one query the last holds', () => {
  const findings = findingsOf([['A1', 1000]])
  const [first, last] = [
    explained(findings),
    explained(findings).map((one) => ({ ...one, text: 'Because.' })),
  ]

  const { answered, lapsed } = carryOver(findings, [...first, ...last])

  expect(answered.map(({ explanation }) => explanation.text)).toEqual(['Because.'])
  expect(lapsed).toEqual(first)
})

test('an explanation that was refused answers nothing, nor does one that it had taken the place of', () => {
  const findings = findingsOf([['A1', 1000]])
  const [first] = explained(findings)
  const refused = { ...(first ?? expect.fail()), text: 'Because.', isRefused: true }

  expect(carryOver(findings, [first ?? expect.fail(), refused])).toMatchObject({
    answered: [],
    open: [{ rule: 'TE-001' }],
    refused: [{ explanation: refused }],
    lapsed: [first],
  })
  expect(carryOver(findings, [refused, first ?? expect.fail()])).toMatchObject({ open: [], refused: [] })
})

test('an explanation of a whole-column finding holds on to the number', () => {
  const rules = [
    {
      code: 'TE-001',
      severity: 'query',
      sheet: 'children',
      kind: 'share-of-rows',
      column: 'cost',
      where: { column: 'cost', blank: true },
      share: 0.1,
    },
  ]
  const whole = aTable([{ id: 'cost', heading: 'Cost', type: 'money' }], { rules })
  const check = (blank: number) =>
    aCheck(whole, {
      Children: [['Child ID', 'Cost'], ...Array.from({ length: blank }, (_, index) => [`A${index}`])],
    }).findings
  const given = explained(check(3))
  expect(carryOver(check(3), given).open).toEqual([])
  expect(carryOver(check(4), given)).toMatchObject({
    open: [{ rule: 'TE-001' }],
    lapsed: [{ rule: 'TE-001' }],
  })
})

test('an explanation lapses if and only if its value changes', () => {
  const cost = fc.integer({ min: 1000, max: 1010 })
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.stringMatching(/^[A-Z]\d{1,3}$/), cost, cost, fc.boolean()), {
        selector: ([id]) => id,
        minLength: 1,
        maxLength: 8,
      }),
      (children) => {
        const before = findingsOf(children.map(([id, was]) => [id, was, 'before']))
        const after = children
          .map(([id, was, is, changes]): Cell[] => [id, changes ? is : `£${was}.00`, 'after'])
          .reverse()
        const { answered, open, lapsed } = carryOver(findingsOf(after), explained(before))
        const changed = children.filter(([, was, is, changes]) => changes && was !== is).map(([id]) => id)
        expect(open.map(({ subject }) => subject).sort()).toEqual(changed.toSorted())
        expect(lapsed.map(({ subject }) => subject).sort()).toEqual(changed.toSorted())
        expect(answered).toHaveLength(children.length - changed.length)
      },
    ),
    { numRuns: 200 },
  )
})
