import { looksLike, refusals } from '@rollcall/workbook/refusal'
import { expect, test } from 'vitest'
import { rawEntries, rawWorkbook, relationshipsPart } from '../support/raw-workbook.ts'
import { rawZip } from '../support/raw-zip.ts'
import { readAll } from '../support/read-all.ts'
import {
  brokenRows,
  documentTypes,
  oddEncodings,
  otherKindsOfFile,
  refusedFiles,
  text,
  withPart,
  withRows,
} from '../support/refused-files.ts'

const officeRelationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

async function refusalOf(bytes: Uint8Array): Promise<{ code: string; message: string }> {
  return await readAll(bytes).then(
    () => {
      throw new Error('it was read')
    },
    ({ code, message }) => ({ code, message }),
  )
}

test.each(refusedFiles)('%s is refused as %s, in its own words', async (_, code, bytes) => {
  expect(await refusalOf(bytes)).toEqual({ code, message: refusals[code] })
})

test.each(otherKindsOfFile)('it is said that the file is %s, for %s', async (what, _, bytes) => {
  expect(await refusalOf(bytes)).toEqual({ code: 'not-a-spreadsheet', message: looksLike(what).message })
})

test('a blob of bytes is not a spreadsheet, and not CSV either', async () => {
  expect(await refusalOf(text('a,b\n\x00\x01\x02\x03'))).toMatchObject({ code: 'not-a-spreadsheet' })
})

test.each(documentTypes)('a document type in %s is refused as unsafe', async (_, workbook) => {
  expect(await refusalOf(rawWorkbook(workbook))).toMatchObject({ code: 'unsafe' })
})

test.each(oddEncodings)('a part in %s is refused as unsafe', async (_, content) => {
  expect(await refusalOf(rawWorkbook(withPart('customXml/item1.xml', content)))).toMatchObject({
    code: 'unsafe',
  })
})

test('a schema that would be fetched from elsewhere is refused as unsafe', async () => {
  const bytes = rawWorkbook({
    parts: [
      {
        name: 'xl/xmlMaps.xml',
        content: '<MapInfo><xs:import xmlns:xs="s" schemaLocation="http://localhost/x"/></MapInfo>',
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        content: relationshipsPart([
          { id: 'rId1', type: `${officeRelationship}/worksheet`, target: 'worksheets/sheet1.xml' },
          { id: 'rId2', type: `${officeRelationship}/xmlMaps`, target: 'xmlMaps.xml' },
        ]),
      },
    ],
  })

  expect(await refusalOf(bytes)).toMatchObject({ code: 'unsafe' })
})

test('a file embedded under another name is found by its relationship, and a link to the outside is let be', async () => {
  const relationship = (external: boolean) =>
    rawWorkbook(
      withPart(
        'xl/worksheets/_rels/sheet1.xml.rels',
        relationshipsPart([
          { id: 'rId1', type: `${officeRelationship}/oleObject`, target: '../x.bin', external },
        ]),
      ),
    )

  expect(await refusalOf(relationship(false))).toMatchObject({ code: 'embedded-files' })
  await expect(readAll(relationship(true))).resolves.toBeDefined()
})

test.each(brokenRows)('%s is damage', async (_, rows) => {
  expect(await refusalOf(withRows(rows))).toMatchObject({ code: 'damaged' })
})

test('a sheet cut short is damage, even in a zip that is whole', async () => {
  const content = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'

  expect(await refusalOf(rawWorkbook(withPart('xl/worksheets/sheet1.xml', content)))).toMatchObject({
    code: 'damaged',
  })
})

test('a sheet named in the workbook and missing from the file is damage', async () => {
  const entries = rawEntries().filter(({ name }) => !name.includes('sheet1'))

  expect(await refusalOf(rawZip(entries))).toMatchObject({ code: 'damaged' })
})

test('what the visitor throws comes out as it is', async () => {
  const { readWorkbook } = await import('@rollcall/workbook/read-workbook')
  const mine = new Error('mine')
  const fail = () => {
    throw mine
  }
  const bytes = rawWorkbook({ sheets: [{ name: 'Data', rows: '<row r="1"><c r="A1"><v>1</v></c></row>' }] })

  await expect(readWorkbook(bytes, { sheet: () => fail })).rejects.toBe(mine)
  await expect(readWorkbook(bytes, { sheet: fail })).rejects.toBe(mine)
  await expect(readWorkbook(text('a,b'), { sheet: () => fail })).rejects.toBe(mine)
})
