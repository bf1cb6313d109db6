import { expect, test } from 'vitest'
import { paged } from './paged.ts'

const items = (count: number) => Array.from({ length: count }, (_, at) => at + 1)
const href = (page: number) => `/?page=${page}`

/** The pages that are linked to, with 0 where some are left out. */
const linked = (count: number, page: number): number[] =>
  [
    ...String(paged(items(count), { page, href, size: 10 }).links).matchAll(
      /page=(\d+)" aria-label|__item--(ellipsis)/g,
    ),
  ].map(([, number = '0']) => Number(number))

test('a list that fits on a page has no others', () => {
  expect(paged(items(10), { page: 1, href, size: 10 })).toEqual({ shown: items(10), links: false })
})

test('each page shows its part, and a page that is not there is the last', () => {
  expect(paged(items(21), { page: 2, href, size: 10 }).shown[0]).toBe(11)
  expect(paged(items(21), { page: 9, href, size: 10 }).shown).toEqual([21])
})

test('the way leads to the first, the last and those beside this one', () => {
  expect(linked(95, 1)).toEqual([1, 2, 0, 10])
  expect(linked(95, 5)).toEqual([1, 0, 4, 5, 6, 0, 10])
  expect(linked(95, 3)).toEqual([1, 2, 3, 4, 0, 10])
  expect(linked(30, 2)).toEqual([1, 2, 3])
})
