import { readWorkbook } from '@rollcall/workbook/read-workbook'
import { expect, test } from 'vitest'
import { rawEntries, rawWorkbook, relationshipsPart } from '../support/raw-workbook.ts'
import { rawZip } from '../support/raw-zip.ts'
import { readAll, readCells } from '../support/read-all.ts'

const one = (rows: string, around: { before?: string; after?: string } = {}) =>
  rawWorkbook({ sheets: [{ name: 'Data', rows, ...around }] })

test('rows and cells that do not say where they are follow one another', async () => {
  const { rows } = await readAll(
    one(
      '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>',
    ),
  )

  expect(rows.map(({ row, cells }) => [row, cells])).toEqual([
    [1, [1, 2]],
    [5, [null, null, 3, 4]],
    [6, [5]],
  ])
})

test('a row ends with its last cell that is not empty, and an empty row is not told of', async () => {
  expect(
    await readCells(
      one('<row r="1"><c r="A1"><v>1</v></c><c r="D1" s="1"/></row><row r="2"><c r="A2"/></row><row r="3"/>'),
    ),
  ).toEqual([[1]])
})

test('a wide row leaves nothing behind in the rows after it', async () => {
  const rows =
    '<row r="1"><c r="A1"><v>1</v></c><c r="E1"><v>5</v></c></row><row r="2"><c r="C2"><v>3</v></c></row><row r="3"><c r="E3"><v>5</v></c></row>'

  expect(await readCells(one(rows))).toEqual([
    [1, null, null, null, 5],
    [null, null, 3],
    [null, null, null, null, 5],
  ])
})

test('hidden rows, hidden columns and merged cells are read, and counted', async () => {
  const bytes = one(
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row><row r="2" hidden="true"><c r="AB2"><v>1</v></c></row><row r="3" hidden="1"/>',
    {
      before: '<cols><col min="2" max="3" hidden="1"/><col min="4" max="16384" hidden="true"/></cols>',
      after: '<mergeCells><mergeCell ref="B3:C3"/><mergeCell ref="D3:E3"/></mergeCells>',
    },
  )
  const { facts, rows } = await readAll(bytes)

  expect(rows.map(({ hidden }) => hidden)).toEqual([false, true])
  expect(facts).toEqual({
    format: 'xlsx',
    sheets: [
      {
        name: 'Data',
        hidden: false,
        rows: 2,
        hiddenRows: 1,
        hiddenColumns: ['B', 'AB'],
        merges: 2,
        firstMerge: 'B3:C3',
      },
    ],
  })
})

test("sheets come in the workbook's order, hidden ones said to be so, and charts left out", async () => {
  const told: unknown[] = []
  const facts = await readWorkbook(
    rawWorkbook({
      sheets: [
        { name: 'Hidden', state: 'hidden', rows: '<row><c><v>1</v></c></row>' },
        { name: 'Chart', type: 'chartsheet' },
        { name: 'Q&amp;A' },
        { name: 'Very hidden', state: 'veryHidden' },
      ],
    }),
    {
      sheets: (sheets) => told.push(sheets),
      sheet: (sheet) => {
        told.push(sheet.name)
        return undefined
      },
    },
  )

  expect(told).toEqual([
    [
      { name: 'Hidden', hidden: true },
      { name: 'Q&A', hidden: false },
      { name: 'Very hidden', hidden: true },
    ],
    'Hidden',
    'Q&A',
    'Very hidden',
  ])
  expect(facts.sheets.map(({ rows }) => rows)).toEqual([1, 0, 0])
})

test('parts are found by their relationships, whatever they are called', async () => {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const bytes = rawWorkbook({
    workbookPart: 'deep/er/book.xml',
    parts: [
      {
        name: 'deep/er/_rels/book.xml.rels',
        content: relationshipsPart([{ id: 'rId1', type: `${type}/worksheet`, target: '../My%20sheet.xml' }])
          .replaceAll('Relationship', 'p:Relationship')
          .replace('xmlns=', 'xmlns:p='),
      },
      {
        name: 'deep/My sheet.xml',
        content: '<worksheet><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>',
      },
    ],
  })

  expect(await readCells(bytes)).toEqual([[7]])
})

test('what is not a row of the sheet is not read as one', async () => {
  const rows = '<row r="1"><extLst><ext><c r="A1"><v>9</v></c></ext></extLst><c r="A1"><v>1</v></c></row>'

  expect(
    await readCells(one(rows, { after: '<extLst><row r="9"><c r="A9"><v>9</v></c></row></extLst>' })),
  ).toEqual([[1]])
})

test('parts may come in any order', async () => {
  const workbook = {
    sheets: [{ name: 'Data', rows: '<row><c t="s" s="1"><v>0</v></c><c s="1"><v>45000</v></c></row>' }],
    strings: ['<t>text</t>'],
    formats: ['dd/mm/yyyy'],
  }

  expect(await readAll(rawZip(rawEntries(workbook).toReversed()))).toEqual(
    await readAll(rawWorkbook(workbook)),
  )
})
