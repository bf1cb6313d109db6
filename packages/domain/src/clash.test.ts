import { expect, test } from 'vitest'
import { canonical, sha256 } from './canonical.ts'
import { clashesAmong } from './clash.ts'
import { coverageOf } from './coverage.ts'
import { seal } from './seal.ts'

test('a child claimed by two authorities is a clash of those two, without saying which child', () => {
  const returns = [
    { authority: '330', children: ['a', 'b', 'b'] },
    { authority: '202', children: ['b', 'c'] },
    { authority: '203', children: ['b', 'c', 'd'] },
  ]
  expect(clashesAmong(returns)).toEqual([
    { authorities: ['202', '203'], children: 2 },
    { authorities: ['202', '330'], children: 1 },
    { authorities: ['203', '330'], children: 1 },
  ])
})

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

test('equal values are equal texts, whatever the order of their keys', () => {
  expect(canonical({ b: [1, { d: 2, c: null }], a: 'x' })).toBe(
    canonical({ a: 'x', b: [1, { c: null, d: 2 }] }),
  )
})

test('the hash is SHA-256', async () => {
  expect(await sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('a figure’s hash changes with any return it was made from, and not with their order', async () => {
  const figure = {
    id: 'children',
    title: 'Children',
    unit: 'children',
    breakdown: {},
    label: 'England',
    value: 1,
    numerator: 1,
    denominator: null,
    authorities: 2,
    notHeld: 0,
  }
  const made = (...hashes: string[]) =>
    seal([figure], {
      collection: 'test',
      version: 1,
      collectionHash: 'c',
      referenceDate: '2024-09-01',
      code: '1',
      submissions: hashes.map((sha, index) => ({
        authority: sha === 'x' ? '330' : String(index),
        sha256: sha,
      })),
    })
  const first = await made('a', 'b')
  expect((await made('a', 'c')).figures[0]?.hash).not.toBe(first.figures[0]?.hash)
  expect((await made('a', 'c')).hash).not.toBe(first.hash)
  expect(await made('a', 'b')).toEqual(first)
})
