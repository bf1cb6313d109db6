import { Readable, Writable } from 'node:stream'
import exceljs from 'exceljs'
import { expect, test } from 'vitest'

// The `overrides` of package.json replace old packages under exceljs. What is written here needs none of them; what does, still works.

function collecting() {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  return { stream, bytes: () => Buffer.concat(chunks) }
}

test('the streaming writer (archiver) works', async () => {
  const { stream, bytes } = collecting()
  const writer = new exceljs.stream.xlsx.WorkbookWriter({ stream })
  const sheet = writer.addWorksheet('Children')
  for (let row = 1; row <= 1000; row++) sheet.addRow([`C${row}`, row]).commit()
  await writer.commit()

  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(new Uint8Array(bytes()).buffer)
  const values = workbook.worksheets[0]?.getColumn(1).values.slice(1)

  expect(values).toHaveLength(1000)
  expect(values?.at(-1)).toBe('C1000')
})

test('CSV (fast-csv) goes out and in', async () => {
  const workbook = new exceljs.Workbook()
  workbook.addWorksheet('Children').addRows([
    ['Child ID', 'Note'],
    ['A1', 'one, "two"'],
  ])

  const bytes = await workbook.csv.writeBuffer()
  const sheet = await new exceljs.Workbook().csv.read(Readable.from([Buffer.from(bytes)]))

  expect(sheet.getCell('B2').value).toBe('one, "two"')
})

test('a data bar (uuid) can be written', async () => {
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('Children')
  sheet.addRow([1])
  const dataBar = { type: 'dataBar', gradient: false, cfvo: [{ type: 'min' }, { type: 'max' }] }
  sheet.addConditionalFormatting({ ref: 'A1:A9', rules: [dataBar as exceljs.ConditionalFormattingRule] })

  await expect(workbook.xlsx.writeBuffer()).resolves.toBeDefined()
})
