import { writeFile } from 'node:fs/promises'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import { day } from '@rollcall/domain/calendar-date'
import { freeze } from '@rollcall/workbook/frozen-collection'
import { limits } from '@rollcall/workbook/limits'
import { type Refusal, refusals } from '@rollcall/workbook/refusal'
import { startReturnChecker } from '@rollcall/workbook/return-checker'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostileFiles } from '../bench/hostile-files.ts'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aDataRequest } from '../support/builders.ts'
import { checkInPage, chooseFile, openChecker } from '../support/check-in-browser.ts'
import { testDatabase } from '../support/database.ts'
import { gridOf, workbookOf } from '../support/grids.ts'
import { rawWorkbook } from '../support/raw-workbook.ts'
import {
  brokenRows,
  documentTypes,
  oddEncodings,
  otherKindsOfFile,
  refusedFiles,
  withPart,
  withRows,
} from '../support/refused-files.ts'
import { readyWorkbook } from '../support/returns.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const portal = await browserPortal(db)
const folder = temporaryFolder()
const checker = startReturnChecker({ processes: 1 })
afterAll(() => checker.stop())
const frozen = await freeze({ collection: illegalHomes, authorities, referenceDate: day('2024-09-01') })

// So that a test can say of one what a browser says whose memory is used up.
const rememberWorkers = `
  globalThis.workers = []
  globalThis.Worker = class extends Worker {
    constructor(script) {
      super(script)
      workers.push(this)
    }
  }`

let page: Page
beforeAll(async () => {
  const { dataRequestId, officer } = await aDataRequest(db)
  const opened = await open()
  page = opened.page
  await page.addInitScript(rememberWorkers)
  await openChecker(page, { portal, dataRequestId, viewer: officer })
})

/** What a person is told of a file, once it is refused; then they are to choose another. */
async function refusedHere(bytes: Uint8Array): Promise<string> {
  const outcome = await checkInPage(page, 'return.xlsx', bytes)
  const words = await page.locator('.rollcall-outcome [data-words=next]').textContent()
  await page.getByRole('button', { name: 'Check another file' }).click()
  expect(outcome).toBe('This file could not be read')
  return words ?? ''
}

const refusedByServer = (bytes: Uint8Array): Promise<string> =>
  checker.check(bytes, frozen, { authority: '330' }).then(
    () => 'it was read',
    ({ message }: Refusal) => message,
  )

const xml = (name: string, content: string | Uint8Array) => rawWorkbook(withPart(name, content))
const all: readonly (readonly [what: string, bytes: Uint8Array])[] = [
  ...refusedFiles.map(([what, , bytes]) => [what, bytes] as const),
  ...otherKindsOfFile.map(([, what, bytes]) => [what, bytes] as const),
  ...documentTypes.map(
    ([where, workbook]) => [`a document type in ${where}`, rawWorkbook(workbook)] as const,
  ),
  ...oddEncodings.map(([encoding, content]) => [encoding, xml('customXml/item1.xml', content)] as const),
  ...brokenRows.map(([what, rows]) => [what, withRows(rows)] as const),
]

test('a file that the server refuses is refused here in the same words', async () => {
  expect(all.length).toBeGreaterThan(45)
  for (const [what, bytes] of all) {
    expect([what, await refusedHere(bytes)]).toEqual([what, await refusedByServer(bytes)])
  }
})

/** Each as large as it takes to be refused. */
const sizes: Readonly<Record<string, number>> = {
  'a zip bomb': 301_000,
  'a zip bomb that says it is small': 301_000,
  'merged cells without end': 10_001,
  'one cell at the far end of every row': 4000,
  'more text than anyone was asked for': 520_000,
}

test('a file made to cost more than it weighs is refused here in the same words', async () => {
  for (const [what, make] of Object.entries(hostileFiles)) {
    const rows = sizes[what]
    if (rows === undefined && what !== 'a bomb of entities') continue
    const bytes = make({ rows: rows ?? 1 })
    expect([what, await refusedHere(bytes)]).toEqual([what, await refusedByServer(bytes)])
  }
}, 120_000)

test('a file that is too large is refused before it is read', async () => {
  expect(await refusedHere(new Uint8Array(limits.uploadBytes + 1))).toBe(refusals['too-big'])
})

const tableSheet = illegalHomes.sheets.filter(({ kind }) => kind === 'table')
const nothingRight = (rows: number): Uint8Array =>
  workbookOf(
    tableSheet.map((sheet) =>
      gridOf(
        sheet,
        Array.from({ length: rows }, () => Object.fromEntries(sheet.columns.map(({ id }) => [id, 'x y']))),
      ),
    ),
  )

test('with more found than a browser has room for, the file is refused as the server refuses such a file', async () => {
  // Fifteen cells of each row cannot be what they should be.
  expect(await refusedHere(nothingRight(13_600))).toBe(refusals['too-much-memory'])
}, 60_000)

/** Begins to check what takes a while. */
async function beginLongCheck(): Promise<void> {
  await chooseFile(page, 'return.xlsx', nothingRight(12_000))
  await page.getByRole('button', { name: 'Check this file' }).click()
}

test.each([
  ['takes too long', 'too-slow', () => page.clock.fastForward(20_000)],
  [
    'dies',
    'too-much-memory',
    () => page.evaluate("workers.at(-1).dispatchEvent(new ErrorEvent('error')); undefined"),
  ],
] as const)(
  'a check that %s is ended, and the next file is checked as though nothing had been',
  async (_, code, end) => {
    await page.clock.install()
    await beginLongCheck()
    await end()
    await page.getByText(refusals[code]).waitFor()
    await page.getByRole('button', { name: 'Check another file' }).click()

    expect(await checkInPage(page, 'return.xlsx', await readyWorkbook())).toBe('Ready to send')
    await page.getByRole('button', { name: 'Check another file' }).click()
  },
)

test('a file that was saved again after it was chosen has to be chosen again', async () => {
  const file = folder('return.xlsx')
  await writeFile(file, await readyWorkbook())
  await page.locator('input[type=file]').setInputFiles(file)
  await writeFile(file, Buffer.concat([await readyWorkbook(), Buffer.from('more')]))
  await page.getByRole('button', { name: 'Check this file' }).click()

  await page.getByRole('heading', { name: 'This file could not be opened' }).waitFor()
  await page.getByText('Choose it again.').waitFor()
})
