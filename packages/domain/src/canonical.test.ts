import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, sha256 } from './canonical.ts'

test('equal values are equal texts, whatever the order of their keys', () => {
  expect(canonical({ b: [1, { d: 2, c: null }], a: 'x' })).toBe(
    canonical({ a: 'x', b: [1, { c: null, d: 2 }] }),
  )
})

test('what is not there is left out, as JSON leaves it out', () => {
  expect(canonical({ a: undefined, b: [undefined, 1] })).toBe('{"b":[null,1]}')
})

test('it is JSON of the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value))
      expect(JSON.parse(canonical(plain))).toEqual(plain)
    }),
  )
})

test('the hash is SHA-256', async () => {
  expect(await sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
