import { expect, test } from 'vitest'
import { spreadOut, type TriedReturn, triedOf } from './rehearsal.ts'

const error = { rule: 'XX-001', severity: 'error', column: 'born' } as const
const query = { rule: 'XX-002', severity: 'query', column: 'cost' } as const
const tried = (more: Partial<TriedReturn>): TriedReturn => ({
  ...{ outcome: 'ready', rows: 3, findings: [], planted: [], ...more },
})

test('what came of sample returns is counted by outcome and by rule, the most found first', () => {
  const all = [
    tried({}),
    tried({ outcome: 'needs-answers', findings: [query, query] }),
    tried({ outcome: 'must-fix', findings: [error, query], rows: 4 }),
    tried({ outcome: 'refused', rows: 0 }),
  ]

  expect(triedOf(all)).toEqual({
    ...{ returns: 4, rows: 10, planted: 0, found: 0, counted: 2 },
    outcomes: { ready: 1, 'needs-answers': 1, 'must-fix': 1, refused: 1 },
    rules: [
      { rule: 'XX-002', severity: 'query', findings: 3, returns: 2 },
      { rule: 'XX-001', severity: 'error', findings: 1, returns: 1 },
    ],
  })
})

test('a mistake that was put in is found where its rule has a finding in its column', () => {
  const planted = [
    { rule: 'XX-001', column: 'born' },
    { rule: 'XX-001', column: 'cost' },
    { rule: 'XX-002', column: 'cost' },
  ]

  expect(triedOf([tried({ planted, findings: [error, query] }), tried({ planted })])).toMatchObject({
    ...{ planted: 6, found: 2 },
  })
})

test.each([
  [4, [0, 2, 5, 7]],
  [1, [0]],
  [10, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [99, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
])('%i of ten are taken from all over them', (count, taken) => {
  expect(spreadOut([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], count)).toEqual(taken)
})
