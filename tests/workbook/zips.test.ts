import { expect, test } from 'vitest'
import { rawEntries, rawWorkbook } from '../support/raw-workbook.ts'
import { type RawEntry, rawZip } from '../support/raw-zip.ts'
import { readAll, readCells } from '../support/read-all.ts'

const sheets = [{ name: 'Data', rows: '<row r="1"><c r="A1"><v>42</v></c></row>' }]
const sheetPart = 'xl/worksheets/sheet1.xml'
const changed = (change: Partial<RawEntry>) =>
  rawWorkbook({ sheets, change: (entry) => (entry.name === sheetPart ? { ...entry, ...change } : entry) })
const extra = (...entries: RawEntry[]) => rawZip([...rawEntries({ sheets }), ...entries])

test.each<[string, Uint8Array]>([
  ['stored and not deflated', changed({ stored: true })],
  ['followed by their sizes', rawWorkbook({ sheets, change: (entry) => ({ ...entry, descriptor: true }) })],
  ['with sizes in 64 bits', rawWorkbook({ sheets, change: (entry) => ({ ...entry, wide: true }) })],
  ['with a comment at the end', rawWorkbook({ sheets, comment: 'made by hand' })],
  ['beside folders', extra({ name: 'xl/', content: '', stored: true })],
  ['beside trash', extra({ name: '[trash]/0000.dat', content: '\0\x01\x02' })],
])('parts are read %s', async (_, bytes) => {
  expect(await readCells(bytes)).toEqual([[42]])
})

test.each<[string, string, Uint8Array]>([
  ['with a wrong checksum', 'damaged', changed({ says: { crc: 1 } })],
  ['larger than it says', 'damaged', changed({ says: { size: 10 } })],
  ['smaller than it says', 'damaged', changed({ says: { size: 100_000 } })],
  [
    'with another name in front of its data',
    'damaged',
    changed({ says: { localName: 'xl/worksheets/sheet2.xml' } }),
  ],
  ['packed in a way of its own', 'damaged', changed({ says: { method: 99 } })],
  ['that begins where another begins', 'damaged', changed({ overlapping: true })],
  ['outside its folder', 'unsafe', extra({ name: '../outside.xml', content: '<x/>' })],
  ['with an absolute name', 'unsafe', extra({ name: '/etc/passwd', content: 'x' })],
  ['with a drive letter', 'unsafe', extra({ name: 'C:/x.xml', content: '<x/>' })],
  ['with backslashes', 'damaged', extra({ name: 'xl\\x.xml', content: '<x/>' })],
  ['that is there twice', 'unsafe', extra({ name: sheetPart, content: '<x/>' })],
  [
    'that is there twice but for its capitals',
    'unsafe',
    extra({ name: sheetPart.toUpperCase(), content: '<x/>' }),
  ],
])('a part %s is refused as %s', async (_, code, bytes) => {
  await expect(readAll(bytes)).rejects.toMatchObject({ code })
})

test('two parts that share their bytes are refused as unsafe', async () => {
  const twin = { name: 'xl/a.xml', content: '<a/>'.repeat(20) }
  const bytes = Buffer.from(rawZip([...rawEntries({ sheets }), twin, { ...twin, name: 'xl/b.xml' }]))
  // The second part's local header is renamed and pointed at from the first part's place.
  const first = bytes.indexOf('xl/a.xml') - 30
  const second = bytes.lastIndexOf('xl/b.xml')
  bytes.writeUInt32LE(first, second - 4)

  await expect(readAll(new Uint8Array(bytes))).rejects.toMatchObject({ code: 'damaged' })
})

test('a wrong checksum is damage, whatever else the part seems to be', async () => {
  const rows = '<row r="9999999"><c><v>1</v></c></row>'
  const bytes = rawWorkbook({
    sheets: [{ name: 'Data', rows }],
    change: (entry) => (entry.name === sheetPart ? { ...entry, says: { crc: 1 } } : entry),
  })

  await expect(readAll(bytes)).rejects.toMatchObject({ code: 'damaged' })
})

test('the checksum of a part nobody reads is checked too', async () => {
  await expect(
    readAll(extra({ name: 'xl/media/image1.png', content: 'not a picture', says: { crc: 7 } })),
  ).rejects.toMatchObject({ code: 'damaged' })
})
