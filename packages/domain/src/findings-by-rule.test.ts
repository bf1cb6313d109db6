import { expect, test } from 'vitest'
import type { Finding } from './finding.ts'
import { findingsByRule, inCommon } from './findings-by-rule.ts'

const aFinding = (rule: string, over: Partial<Finding> = {}): Finding => ({
  ...{ rule, severity: 'error', sheet: 'Children', cell: 'B5', row: 5, column: 'weekly_cost' },
  ...{ heading: 'Weekly cost', message: 'It is wrong.', found: 'x', expected: 'a number', fix: 'Mend it.' },
  ...over,
})

test('what must be fixed comes first, then what may be explained, then what is for information', () => {
  const found = findingsByRule([
    aFinding('N', { severity: 'note' }),
    aFinding('Q', { severity: 'query' }),
    aFinding('E'),
    aFinding('Q', { severity: 'query', cell: 'B9' }),
  ])

  expect(found.map(({ rule, findings }) => [rule, findings.length])).toEqual([
    ['E', 1],
    ['Q', 2],
    ['N', 1],
  ])
  expect(found[1]?.findings.map(({ cell }) => cell)).toEqual(['B5', 'B9'])
})

test('a rule says once what it says of every cell, with dots for what differs', () => {
  const [told] = findingsByRule(
    ['£400', '£85.50', '£1'].map((cost) =>
      aFinding('IH-014', { message: `The weekly cost is ${cost}, which is very low.` }),
    ),
  )

  expect(told).toMatchObject({
    says: 'The weekly cost is …, which is very low.',
    expected: 'a number',
    fix: 'Mend it.',
  })
})

test.each([
  [['The same.', 'The same.'], 'The same.'],
  [['The date is “a” and is late.', 'The date is “b c” and is late.'], 'The date is … and is late.'],
  [['We need one of A', 'We need one of A, B'], 'We need one of A …'],
  [['It is “a”, and wrong.', 'It is “b c”, and wrong.'], 'It is …, and wrong.'],
  [['Nothing alike here.', 'It says another thing.'], 'Nothing alike here.'],
  [['Is it so so so now?', 'Is it so now?'], 'Is it so … now?'],
])('%j have in common: %s', (sentences, common) => {
  expect(inCommon(sentences)).toBe(common)
})
