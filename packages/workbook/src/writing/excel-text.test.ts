import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unescaped } from '../xml-text.ts'
import { excelText, sheetName, shortened } from './excel-text.ts'

test('what XML cannot hold is escaped, and so is what looks like an escape', () => {
  expect(excelText('a\u0001b\r\nc')).toBe('a_x0001_b_x000D_\nc')
  expect(excelText('_x0041_')).toBe('_x005F_x0041_')
  expect(excelText('half \ud83d of a pair')).toBe('half \ufffd of a pair')
})

test('any text reads back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
      expect(unescaped(excelText(text))).toBe(text)
    }),
  )
})

test('a text longer than a cell can hold is cut, and says so', () => {
  const cut = excelText('word '.repeat(10_000))

  expect(cut.length).toBeLessThanOrEqual(32_767)
  expect(cut.endsWith('word…')).toBe(true)
})

test('a shortened text ends between words where it can', () => {
  expect(shortened('The identifier you use', 16)).toBe('The identifier…')
  expect(shortened('Unbreakablewordwithoutend', 10)).toBe('Unbreakab…')
  expect(shortened('short', 10)).toBe('short')
})

test('a sheet gets a name Excel allows, and no other sheet has', () => {
  const taken = new Set(['findings'])

  expect(sheetName('Children', taken)).toBe('Children')
  expect(sheetName('a/b [c]?', taken)).toBe('a_b _c__')
  expect(sheetName("'quoted'", taken)).toBe('_quoted_')
  expect(sheetName('Findings', taken)).toBe('Findings (2)')
  expect(sheetName('History', taken)).toBe('Sheet History')
  expect(sheetName('x'.repeat(40), taken)).toHaveLength(31)
})
