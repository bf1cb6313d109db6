import { expect, test } from 'vitest'
import { aCheck, aTable, inShort } from './test-support/a-check.ts'
import type { SheetFacts } from './workbook-facts.ts'

const collection = aTable([])
const sheets = { Children: [['Child ID'], ['A1']] }
const facts = (...more: Partial<SheetFacts>[]) => ({
  sheets: more.map((own) => ({
    name: 'Children',
    hidden: false,
    rows: 141,
    hiddenRows: 0,
    hiddenColumns: [],
    merges: 0,
    ...own,
  })),
})
const notesOf = (...more: Partial<SheetFacts>[]) => aCheck(collection, sheets, { facts: facts(...more) })

test('hidden rows and columns are read, and said aloud', () => {
  const checked = notesOf({ hiddenRows: 12, hiddenColumns: ['B', 'D'] })
  expect(checked.outcome).toBe('ready')
  expect(checked.findings.map(({ message }) => message)).toEqual([
    '12 of the 141 rows on Children are hidden. We read them all.',
    'Hidden columns on Children: B, D. We read them.',
  ])
})

test('a hidden sheet that was asked for is read, and said aloud', () => {
  expect(inShort(notesOf({ hidden: true }))).toEqual(['workbook.hidden-sheet note -'])
})

test('merged cells are told, with where the first of them is', () => {
  expect(notesOf({ merges: 3, firstMerge: 'B2:B9' }).findings).toMatchObject([
    { rule: 'workbook.merged-cells', severity: 'note', message: expect.stringContaining('B2:B9') },
  ])
})

test('a sheet nobody asked for is named, unless it is empty or the template’s own', () => {
  const others = [
    { name: 'Workings', rows: 4 },
    { name: 'Sheet2', rows: 0 },
    { name: 'Cover', rows: 9 },
    { name: 'Findings', rows: 9 },
  ]
  expect(notesOf({}, ...others).findings.map(({ message }) => message)).toEqual([
    'We did not ask for the sheet Workings, so we did not read it.',
  ])
})
