import { day } from '@rollcall/domain/calendar-date'
import { readCollection } from '@rollcall/domain/collection'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import { nilReturn } from '@rollcall/domain/nil-return'
import { expect, test } from 'vitest'
import { authorities } from './authorities/authorities.ts'
import { collections } from './collections.ts'

test('no two collections have one id', () => {
  expect(new Set(collections.map(({ id }) => id)).size).toBe(collections.length)
})

test.each(collections)('$id is plain data that the schema accepts', (collection) => {
  const written = JSON.parse(JSON.stringify(collection))

  expect(written).toEqual(collection)
  expect(readCollection(written)).toEqual(collection)
})

test.each(collections)(
  'every rule of $id has a code of its own, and says what is wrong and what to do',
  ({ rules }) => {
    expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length)
    for (const { code, says } of rules) {
      expect(says?.message, code).toMatch(/^[A-Z{].*[.]$/)
      expect(says?.expected, code).toMatch(/[^.]$/)
      expect(says?.fix, code).toMatch(/^[A-Z].*[.]$/)
    }
  },
)

test.each(collections)('every query of $id says that it can be explained', ({ rules }) => {
  for (const { code, severity, says } of rules) {
    if (severity === 'query') expect(says?.fix, code).toMatch(/explain|say so/)
  }
})

test.each(collections)('the rules of $id are numbered in order, without a gap', ({ rules }) => {
  expect(rules.map(({ code }) => Number(code.slice(3)))).toEqual(rules.map((_, index) => index + 1))
})

test.each(collections)('every question of $id has a hint', ({ sheets }) => {
  const silent = sheets.flatMap(({ columns }) => columns.filter(({ hint }) => hint === undefined))
  expect(silent).toEqual([])
})

test.each(collections)(
  'every figure of $id is given by region and by authority, except a spread',
  ({ figures }) => {
    for (const figure of figures) {
      if (figure.kind !== 'spread')
        expect(figure.breakdowns).toEqual(expect.arrayContaining([['region'], ['authority']]))
    }
  },
)

test.each(collections)('a nil return of $id, where it may be made, is ready to be signed', (collection) => {
  const compiled = compileCollection(collection, authorities, day('2025-03-31'))
  const checked = nilReturn(compiled, '330')

  expect(checked === undefined).toBe(collection.nilReturn === undefined)
  expect(checked?.findings ?? []).toEqual([])
})
