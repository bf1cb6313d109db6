import { deflateRawSync } from 'node:zlib'
import { limits as defaults, type Limits } from '@rollcall/workbook/limits'
import type { RefusalCode } from '@rollcall/workbook/refusal'
import { expect, test } from 'vitest'
import { rawWorkbook } from '../support/raw-workbook.ts'
import { rawZip } from '../support/raw-zip.ts'
import { readAll } from '../support/read-all.ts'

const rowsOf = (count: number, cell = (row: number) => `<c r="A${row}"><v>1</v></c>`) =>
  Array.from({ length: count }, (_, at) => `<row r="${at + 1}">${cell(at + 1)}</row>`).join('')
const one = (rows: string, after = '') => rawWorkbook({ sheets: [{ name: 'Data', rows, after }] })
const merges = (count: number) => `<mergeCells>${'<mergeCell ref="A1:B1"/>'.repeat(count)}</mergeCells>`
const csv = (text: string) => new Uint8Array(Buffer.from(text))

test.each<[RefusalCode, string, Partial<Limits>, Uint8Array]>([
  ['too-big', 'a file over the size of an upload', { uploadBytes: 100 }, rawWorkbook()],
  ['too-big-inside', 'a file that unpacks to too much', { inflatedBytes: 10_000 }, one(rowsOf(1000))],
  ['too-many-parts', 'a file of too many parts', { parts: 4 }, rawWorkbook()],
  ['too-many-cells', 'too many cells', { cells: 9 }, one(rowsOf(10))],
  ['too-many-cells', 'too many cells in a CSV file', { cells: 3 }, csv('a,b\nc,d')],
  [
    'too-much-text',
    'too much text in shared strings',
    { textBytes: 1000 },
    rawWorkbook({ strings: [`<t>${'x'.repeat(2000)}</t>`] }),
  ],
  [
    'too-much-text',
    'too much text in cells',
    { textBytes: 1000 },
    one(`<row><c t="inlineStr"><is><t>${'x'.repeat(2000)}</t></is></c></row>`),
  ],
  ['too-many-rows', 'a row too far down', {}, one('<row r="1048577"><c><v>1</v></c></row>')],
  ['too-many-columns', 'a cell too far right', {}, one('<row r="1"><c r="XFE1"><v>1</v></c></row>')],
  ['too-many-columns', 'a record of too many fields', {}, csv(','.repeat(20_000))],
  ['too-many-merges', 'too many merged cells', {}, one('', merges(10_001))],
  [
    'too-scattered',
    'cells scattered too far apart',
    { cells: 1000 },
    one(rowsOf(20, (row) => `<c r="XFD${row}"><v>1</v></c>`)),
  ],
  ['too-slow', 'a file that takes too long', { seconds: 0 }, one(rowsOf(1000))],
])('%s is the answer to %s', async (code, _, limits, bytes) => {
  await expect(readAll(bytes, limits)).rejects.toMatchObject({ code })
})

test('as much as is allowed is read', async () => {
  await expect(readAll(one(rowsOf(10), merges(10_000)), { cells: 10 })).resolves.toBeDefined()
  const { rows } = await readAll(one('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
  expect(rows[0]).toMatchObject({ row: 1_048_576 })
  expect(rows[0]?.cells.length).toBe(16_384)
})

test('a file whose formatting runs to the last row is honest, and is read', async () => {
  const styled = rowsOf(defaults.rows, (row) =>
    row === 1 ? '<c r="A1"><v>1</v></c>' : `<c r="A${row}" s="1"/><c r="B${row}" s="1"/>`,
  )
  const { facts } = await readAll(one(styled))

  expect(facts.sheets[0]?.rows).toBe(1)
})

test('a bomb that says it is small is refused before it grows', async () => {
  const packed = deflateRawSync(Buffer.alloc(50_000_000, 0x20))
  // Who reads on comes to where it is cut short.
  const content = packed.subarray(0, packed.length / 2)
  const bytes = rawZip([
    { name: '[Content_Types].xml', content, stored: true, says: { method: 8, size: 1000 } },
    { name: '_rels/.rels', content: '<a/>' },
  ])

  await expect(readAll(bytes)).rejects.toMatchObject({
    code: 'damaged',
    detail: expect.stringContaining('larger than'),
  })
})

test('the rest of the program has its turn while a large file is read', async () => {
  let turns = 0
  const timer = setInterval(() => turns++, 5)
  await readAll(one(rowsOf(200_000)))
  clearInterval(timer)

  expect(turns).toBeGreaterThan(2)
})
