import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { beforeAll, expect, test } from 'vitest'
import { aPasswordProtectedFile } from '../support/compound-file.ts'
import { england, type PrintedNational } from '../support/national-figures.ts'
import { type Ended, rollcall, rollcallJson } from '../support/rollcall.ts'
import { sampleReturns, written } from '../support/sample-returns.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const at = temporaryFolder()
const about = ['illegal-homes', '--reference-date', '2024-09-01'] as const
let ended: Ended
let national: PrintedNational
let sound: PrintedNational

/** Twelve returns, of which each of the first seven is made useless in its own way. */
beforeAll(async () => {
  await rollcallJson('sample', ...about, '--seed', '7', '--authorities', '12', '--out', at('sound'))
  sound = await rollcallJson<PrintedNational>('aggregate', ...about, at('sound'))
  const names = (await readdir(at('sound'))).sort()
  await mkdir(at('returns'))
  for (const name of names) await copyFile(at('sound', name), at('returns', name))
  const [city = '', camden = '', greenwich = '', hackney = ''] = names

  const bytes = await readFile(at('returns', city))
  await writeFile(at('returns', city), bytes.subarray(0, bytes.length / 2))
  await writeFile(at('returns', camden), 'Dear all,\nplease find our return attached.\n')
  await writeFile(at('returns', greenwich), aPasswordProtectedFile())

  const [, , , fourth, fifth, sixth] = sampleReturns(6)
  if (!fourth || !fifth || !sixth) throw new Error('there are too few returns')
  const [row] = fourth.sheets.return ?? []
  const oneError = { ...fourth.sheets, return: [{ ...row, children_in_year: 'lots' }] }
  await writeFile(at('returns', hackney), await written({ ...fourth, sheets: oneError }))

  await writeFile(at('returns', 'the other one.xlsx'), await written(fifth))
  await rm(at('returns', names[5] ?? ''))
  await writeFile(at('returns', 'nobodys.xlsx'), await written({ sheets: sixth.sheets }))

  const closed = authorities.find(({ code }) => code === '909')
  if (!closed) throw new Error('there is no such authority')
  await writeFile(at('returns', 'cumbria.xlsx'), await written({ ...sixth, authority: closed }))

  // What other programs leave in a folder.
  await writeFile(at('returns', '~$open.xlsx'), 'x')
  await writeFile(at('returns', '.DS_Store'), 'x')

  ended = await rollcall('aggregate', ...about, at('returns'), '--json')
  national = JSON.parse(ended.stdout) as PrintedNational
}, 120_000)

const fileOf = (start: string) => national.files.find(({ file }) => file.startsWith(start))

test('files that cannot be counted do not stop the rest', () => {
  expect(ended.code).toBe(0)
  expect(ended.stderr).not.toContain('broke')
  expect(national.files).toHaveLength(14)
  expect(national.files.filter(({ standing }) => standing === 'included')).toHaveLength(6)
})

test.each([
  ['201-', 'refused', /damaged/],
  ['202-', 'must-fix', /error/],
  ['203-', 'refused', /password/],
  ['204-', 'must-fix', /error/],
  ['205-', 'refused', /another return of the same authority \(the other one\.xlsx\)/],
  ['the other one', 'refused', /another return of the same authority \(205-/],
  ['nobodys', 'refused', /does not say whose return it is/],
  ['cumbria', 'refused', /was not asked/],
])('%s… is listed as %s with the reason', (start, standing, reason) => {
  expect(fileOf(start)).toMatchObject({ standing, reason: expect.stringMatching(reason) })
})

test('one error is called one error', () => {
  expect(fileOf('204-')?.reason).toMatch(/^It has 1 error to fix\./)
})

test('what is included and what is not comes to all who were asked', () => {
  const { asked, included, refused, mustFix, missing, notIncluded } = national.coverage

  expect({ asked, included, refused, mustFix, missing }).toEqual({
    asked: 153,
    included: 6,
    refused: 1,
    mustFix: 1,
    missing: 145,
  })
  expect(included + refused + mustFix + missing).toBe(asked)
  expect(notIncluded.refused).toEqual(['205'])
  expect(notIncluded.mustFix).toEqual(['204'])
  // Nobody can tell from a file that cannot be read whose it is.
  expect(notIncluded.missing).toEqual(expect.arrayContaining(['201', '202', '203', '206']))
})

test('the figures are made from what is included and nothing else', () => {
  const { figures } = sound
  const kept = new Set(national.provenance.submissions.map(({ authority }) => authority))
  const expected = figures
    .filter(({ id, breakdown }) => id === 'children' && kept.has(String(breakdown.authority)))
    .reduce((sum, { value }) => sum + (value ?? 0), 0)

  expect(kept.size).toBe(6)
  expect(england(national, 'children')).toMatchObject({ value: expected, authorities: 6 })
})

test('a person is told which files are not included, and why', async () => {
  const { code, stdout } = await rollcall('aggregate', ...about, at('returns'))

  expect(code).toBe(0)
  expect(stdout).toContain('6 of 153 authorities included')
  expect(stdout).toContain('Not included: 8 files')
  for (const { file, reason } of national.files.filter(({ standing }) => standing !== 'included')) {
    expect(stdout).toContain(file)
    expect(stdout).toContain(reason)
  }
})

test('a folder without one good return gives coverage, and no number made of nothing', async () => {
  await mkdir(at('protected'))
  await writeFile(at('protected', 'return.xlsx'), aPasswordProtectedFile())
  const { coverage, figures } = await rollcallJson<PrintedNational>('aggregate', ...about, at('protected'))

  expect(coverage).toMatchObject({ asked: 153, included: 0, missing: 153 })
  expect(figures.filter(({ value }) => value !== null && value !== 0)).toEqual([])
  expect(figures.filter(({ unit, value }) => unit === '%' && value !== null)).toEqual([])
})
