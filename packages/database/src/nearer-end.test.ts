import { expect, test } from 'vitest'
import { nearerEnd } from './nearer-end.ts'

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at)

const cases = [0, 1, 2, 7, 50, 51].flatMap((total) =>
  [1, 3, 50].flatMap((limit) => upTo(total + 2).map((offset) => ({ total, limit, offset }))),
)

test('from whichever end it is cut, a part of a list is the same part', () => {
  for (const { total, limit, offset } of cases) {
    const all = upTo(total)
    const cut = nearerEnd({ limit, offset, total })
    const turned = cut.isFromEnd ? all.toReversed() : all
    const part = turned.slice(cut.offset, cut.offset + cut.limit)
    expect(cut.isFromEnd ? part.toReversed() : part).toEqual(all.slice(offset, offset + limit))
    expect(cut.offset).toBeLessThanOrEqual(Math.max(offset, total / 2))
  }
})

test('of a list of which nobody knows how long it is, a part is cut from its beginning', () => {
  expect(nearerEnd({ limit: 1000 })).toEqual({ isFromEnd: false, limit: 1000, offset: 0 })
})
