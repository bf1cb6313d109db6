import { expect, test } from 'vitest'
import { canonical, sha256 } from './canonical.ts'

test('equal values are equal texts, whatever the order of their keys', () => {
  expect(canonical({ b: [1, { d: 2, c: null }], a: 'x' })).toBe(
    canonical({ a: 'x', b: [1, { c: null, d: 2 }] }),
  )
})

test('the hash is SHA-256', async () => {
  expect(await sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
