import { expect, test } from 'vitest'
import type { Authority } from './authority.ts'
import { hashOf, seal } from './seal.ts'

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
      authoritiesHash: 'a',
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

test('a table of authorities has one hash, in whatever order it is', async () => {
  const table = ['202', '330', '383'].map(
    (code): Authority => ({
      ...{ code, kind: 'local-authority', name: code },
      ...{ gss: [], aliases: [], successors: [], populations: [] },
    }),
  )
  expect(await hashOf(table.toReversed())).toBe(await hashOf(table))
  expect(await hashOf(table.slice(1))).not.toBe(await hashOf(table))
})
