import { machine } from '@rollcall/workbook/part'
import * as browser from '@rollcall/workbook/runtime-browser'
import { expect, test, vi } from 'vitest'
import { rawWorkbook } from '../support/raw-workbook.ts'
import { readAll } from '../support/read-all.ts'
import { aBusyWorkbook } from './a-busy-workbook.ts'

const rows = Array.from(
  { length: 20_000 },
  (_, at) => `<row r="${at + 1}"><c r="A${at + 1}"><v>${at}</v></c></row>`,
)

test.each([
  ['a small workbook', rawWorkbook(aBusyWorkbook)],
  ['a large one', rawWorkbook({ sheets: [{ name: 'Data', rows: rows.join('') }] })],
])('the way a browser unpacks and checks parts reads %s as Node does', async (_, bytes) => {
  const inNode = await readAll(bytes)
  vi.spyOn(machine, 'inflate').mockImplementation(browser.inflate)
  vi.spyOn(machine, 'crc32').mockImplementation(browser.crc32)
  const inBrowser = await readAll(bytes)
  vi.restoreAllMocks()

  expect(inBrowser).toEqual(inNode)
})
