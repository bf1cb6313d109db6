import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { rawWorkbook } from '../support/raw-workbook.ts'
import { type Common, readers } from './other-readers.ts'

// The reader is held against two others, which were written by other people. Where they differ, one test says how and why.

const value = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((number) => number + 0),
  fc.boolean(),
  fc.constantFrom('Barnet', ' spaces ', 'a & b < c > "d"', 'line\nend', 'naïve 😀', '007', '=1+1', "O'Neil"),
  fc.integer({ min: -25_000, max: 40_000 }).map((day) => new Date(day * 86_400_000)),
)
const table = fc.array(fc.array(value, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 12 })
type Table = (string | number | boolean | Date | null)[][]

const common = (rows: Table): Common[][] =>
  rows
    .map((row) => row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell)))
    .map((row) => row.slice(0, row.findLastIndex((cell) => cell !== null) + 1))
    .filter((row) => row.length > 0)

async function byExceljs(rows: Table): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('Data')
  for (const row of rows) {
    const added = sheet.addRow(row)
    row.forEach((cell, at) => {
      if (cell instanceof Date) added.getCell(at + 1).numFmt = 'dd/mm/yyyy'
    })
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

const byHucre = (rows: Table): Promise<Uint8Array> => writeXlsx({ sheets: [{ name: 'Data', rows }] })

test.each([
  ['exceljs', byExceljs],
  ['hucre', byHucre],
] as const)('all readers agree about what %s writes', async (_, write) => {
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const bytes = await write(rows)
      const expected = common(rows)

      expect(await readers.ours(bytes)).toEqual(expected)
      expect(await readers.hucre(bytes)).toEqual(expected)
      expect(await readers.exceljs(bytes)).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})

interface Difference {
  readonly why: string
  readonly workbook: Parameters<typeof rawWorkbook>[0]
  readonly ours: Common[][]
  readonly hucre?: Common[][] | 'an error'
  readonly exceljs?: Common[][] | 'an error'
}

const one = (rows: string) => [{ name: 'Data', rows }]
const date = '<row r="1"><c r="A1" s="1"><v>40000</v></c></row>'

test.each<Difference>([
  {
    why: 'exceljs knows `date1904="1"` only, and is four years early with `true`',
    workbook: { sheets: one(date), properties: 'date1904="true"' },
    ours: [['2013-07-07']],
    exceljs: [['2009-07-06']],
  },
  {
    why: 'exceljs loses a computed zero',
    workbook: { sheets: one('<row r="1"><c r="A1"><f>1-1</f><v>0</v></c></row>') },
    ours: [[0]],
    exceljs: [],
  },
  {
    why: 'exceljs cannot read elements with a prefix',
    workbook: { sheets: one('<row r="1"><c r="A1"><v>1</v></c></row>'), prefix: 'x' },
    ours: [[1]],
    exceljs: 'an error',
  },
  {
    why: 'exceljs finds nothing where the workbook has another place',
    workbook: { sheets: one('<row r="1"><c r="A1"><v>1</v></c></row>'), workbookPart: 'book.xml' },
    ours: [[1]],
    exceljs: [],
  },
  {
    why: 'neither of the others reads UTF-16',
    workbook: { sheets: one('<row r="1"><c r="A1"><v>1</v></c></row>'), encoding: 'utf-16le' },
    ours: [[1]],
    hucre: 'an error',
    exceljs: 'an error',
  },
  {
    why: 'exceljs takes a written date for its year',
    workbook: { sheets: one('<row r="1"><c r="A1" t="d"><v>2021-01-01</v></c></row>') },
    ours: [['2021-01-01']],
    exceljs: [[2021]],
  },
  {
    why: 'exceljs fails where cells do not say where they are',
    workbook: { sheets: one('<row><c><v>1</v></c><c><v>2</v></c></row>') },
    ours: [[1, 2]],
    exceljs: 'an error',
  },
  {
    why: 'exceljs loses CDATA',
    workbook: {
      sheets: one('<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[x < y]]></t></is></c></row>'),
    },
    ours: [['x < y']],
    exceljs: [],
  },
  {
    why: 'we leave out, as Excel does, spaces that are not marked as kept',
    workbook: { sheets: one('<row r="1"><c r="A1" t="inlineStr"><is><t> a </t></is></c></row>') },
    ours: [['a']],
    hucre: [[' a ']],
    exceljs: [[' a ']],
  },
  {
    why: 'exceljs leaves the escape for a carriage return as it stands',
    workbook: { sheets: one('<row r="1"><c r="A1" t="inlineStr"><is><t>a_x000D_b</t></is></c></row>') },
    ours: [['a\rb']],
    exceljs: [['a_x000D_b']],
  },
  {
    why: 'exceljs is a day early before March 1900, and only we leave the day that never was a number',
    workbook: { sheets: one('<row r="1"><c r="A1" s="1"><v>59</v></c><c r="B1" s="1"><v>60</v></c></row>') },
    ours: [['1900-02-28', 60]],
    hucre: [['1900-02-28', '1900-02-28']],
    exceljs: [['1900-02-27', '1900-02-28']],
  },
  {
    why: 'only we tell of a formula that was saved without its result',
    workbook: { sheets: one('<row r="1"><c r="A1"><f>1+1</f></c></row>') },
    ours: [['1+1']],
    hucre: [],
    exceljs: [],
  },
])('where they differ: $why', async ({ workbook, ours, hucre = ours, exceljs = ours }) => {
  const bytes = rawWorkbook({ formats: ['dd/mm/yyyy'], strings: [], ...workbook })
  const attempt = (reader: (bytes: Uint8Array) => Promise<Common[][]>) =>
    reader(bytes).catch((): 'an error' => 'an error')

  expect(await attempt(readers.ours)).toEqual(ours)
  expect(await attempt(readers.hucre)).toEqual(hucre)
  expect(await attempt(readers.exceljs)).toEqual(exceljs)
})

test('a wrong checksum is refused by us and by hucre, and exceljs reads the altered part', async () => {
  const bytes = rawWorkbook({
    sheets: one('<row r="1"><c r="A1"><v>1</v></c></row>'),
    change: (entry) => (entry.name.includes('sheet1') ? { ...entry, says: { crc: 1 } } : entry),
  })

  await expect(readers.ours(bytes)).rejects.toMatchObject({ code: 'damaged' })
  await expect(readers.hucre(bytes)).rejects.toThrow('CRC')
  expect(await readers.exceljs(bytes)).toEqual([[1]])
})
