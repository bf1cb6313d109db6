import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rawWorkbook } from '../support/raw-workbook.ts'
import { readAll, readCells } from '../support/read-all.ts'
import { aBusyWorkbook } from './a-busy-workbook.ts'

// Only where LibreOffice is installed: a third reader and writer, and the one most like Excel.
const soffice = ['/usr/bin/soffice', '/usr/local/bin/soffice'].find((path) => existsSync(path)) ?? ''
const ifInstalled = test.skipIf(soffice === '')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-libreoffice-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** What LibreOffice makes of a file when it opens it and saves it as another kind. */
async function savedAs(kind: string, filter: string, bytes: Uint8Array): Promise<Uint8Array> {
  const input = join(folder, 'input.xlsx')
  await writeFile(input, bytes)
  await promisify(execFile)(soffice, [
    `-env:UserInstallation=file://${folder}/profile`,
    '--headless',
    '--convert-to',
    `${kind}:${filter}`,
    '--outdir',
    join(folder, 'out'),
    input,
  ])
  return new Uint8Array(await readFile(join(folder, 'out', `input.${kind}`)))
}

ifInstalled('a workbook saved again by LibreOffice reads the same', async () => {
  const bytes = rawWorkbook(aBusyWorkbook)
  const before = await readAll(bytes)
  const after = await readAll(await savedAs('xlsx', 'Calc MS Excel 2007 XML', bytes))

  // LibreOffice works formulas out, saves a written date as it was shown, which was a plain number, and forgets how a cell under a merged one
  // was shown.
  const differences: [string, unknown][] = [
    ['{"kind":"formula","text":"1+1"}', 2],
    ['"a&b 😀"', 'ab'],
    ['{"kind":"date","date":"2021-01-01","time":"10:10:10"}', 44_197.423_726_851_9],
    ['{"kind":"date","date":"2023-03-18"}', 45_003],
  ]
  const explained = differences.reduce(
    (text, [ours, theirs]) => text.replaceAll(ours, JSON.stringify(theirs)),
    JSON.stringify(before.rows),
  )
  expect(after.rows).toEqual(JSON.parse(explained))
  expect(
    after.facts.sheets.map(({ name, hidden, rows, hiddenRows, merges }) => ({
      name,
      hidden,
      rows,
      hiddenRows,
      merges,
    })),
  ).toEqual(
    before.facts.sheets.map(({ name, hidden, rows, hiddenRows, merges }) => ({
      name,
      hidden,
      rows,
      hiddenRows,
      merges,
    })),
  )
})

ifInstalled('a sheet saved as CSV by LibreOffice reads as its text', async () => {
  const rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>a, "b"</t></is></c><c r="B1"><v>1.5</v></c></row>'
  const csv = await savedAs(
    'csv',
    'Text - txt - csv (StarCalc):44,34,76',
    rawWorkbook({ sheets: [{ name: 'Data', rows }] }),
  )

  expect(await readCells(csv)).toEqual([['a, "b"', '1.5']])
})
