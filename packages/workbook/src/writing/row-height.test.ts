import { expect, test } from 'vitest'
import { linesOf, rowHeight } from './row-height.ts'

test('lines are broken between words', () => {
  expect(linesOf('short', 10)).toBe(1)
  expect(linesOf('a few more words', 10)).toBe(2)
  expect(linesOf('one\ntwo\nthree', 10)).toBe(3)
  expect(linesOf('unbreakablewordthatislong', 10)).toBe(3)
})

test('a row is as high as its highest wrapped cell, and says nothing where one line will do', () => {
  const columns = [{ width: 10 }, { width: 10 }]
  const wrapped = (value: string) => ({ value, look: 'wrapped' as const })

  expect(
    rowHeight({ number: 1, cells: [wrapped('short'), 'plain text that runs on'] }, columns),
  ).toBeUndefined()
  expect(rowHeight({ number: 1, cells: [wrapped('short'), wrapped('a few more words')] }, columns)).toBe(32)
  expect(rowHeight({ number: 1, cells: [{ value: 'Title', look: 'title' }] }, columns)).toBe(27)
  expect(rowHeight({ number: 1, cells: [wrapped('words '.repeat(500))] }, columns)).toBe(400)
})
