import { expect, test } from 'vitest'
import { coverageOf } from './coverage.ts'

test('coverage names every authority that is not included, and counts only those asked', () => {
  const standings = new Map([
    ['330', 'included'],
    ['202', 'refused'],
    ['203', 'must-fix'],
    ['999', 'included'],
  ] as const)
  expect(coverageOf(['202', '203', '204', '330'], standings)).toEqual({
    asked: 4,
    included: 1,
    refused: 1,
    mustFix: 1,
    missing: 1,
    notIncluded: { refused: ['202'], mustFix: ['203'], missing: ['204'] },
  })
})
