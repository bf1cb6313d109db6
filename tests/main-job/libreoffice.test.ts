import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { type PrintedNational, withoutHashes } from '../support/national-figures.ts'
import { rollcallJson } from '../support/rollcall.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// Only where LibreOffice is installed: what officers' spreadsheet programs make of a workbook when they save it.
const soffice = ['/usr/bin/soffice', '/usr/local/bin/soffice'].find((path) => existsSync(path))
const ifInstalled = test.skipIf(soffice === undefined)

const at = temporaryFolder()
// It takes a third of a second for each; what it does to one of the template's cells it does to all.
const count = 16
const about = ['illegal-homes', '--reference-date', '2024-09-01']
let before: PrintedNational
let after: PrintedNational

/** Opens workbooks and saves them again, all in one run of LibreOffice. */
async function savedAgain(program: string, names: readonly string[], profile: string): Promise<void> {
  const typed = [
    `-env:UserInstallation=file://${at(profile)}`,
    '--headless',
    '--convert-to',
    'xlsx:Calc MS Excel 2007 XML',
    '--outdir',
    at('saved again'),
    ...names.map((name) => at('returns', name)),
  ]
  await promisify(execFile)(program, typed, { timeout: 240_000 })
}

beforeAll(async () => {
  if (soffice === undefined) return
  await rollcallJson(
    'sample',
    ...about,
    '--seed',
    '7',
    '--authorities',
    String(count),
    '--out',
    at('returns'),
  )
  before = await rollcallJson<PrintedNational>('aggregate', ...about, at('returns'))
  const names = await readdir(at('returns'))
  await mkdir(at('saved again'))
  // Two at a time, each with a profile of its own: opening workbooks is most of this test.
  const half = Math.ceil(names.length / 2)
  await Promise.all([
    savedAgain(soffice, names.slice(0, half), 'profile-1'),
    savedAgain(soffice, names.slice(half), 'profile-2'),
  ])
  after = await rollcallJson<PrintedNational>('aggregate', ...about, at('saved again'))
}, 300_000)

ifInstalled('workbooks saved again by LibreOffice give the same figures, byte for byte', () => {
  expect(after.coverage).toMatchObject({ asked: 153, included: count })
  expect(withoutHashes(after)).toBe(withoutHashes(before))
})

ifInstalled('the figures say that they were made from other files', () => {
  expect(after.hash).not.toBe(before.hash)
  expect(after.provenance.submissions.map(({ authority }) => authority)).toEqual(
    before.provenance.submissions.map(({ authority }) => authority),
  )
})
