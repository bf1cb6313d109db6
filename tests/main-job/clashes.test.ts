import { mkdir, writeFile } from 'node:fs/promises'
import { day } from '@rollcall/domain/calendar-date'
import { beforeAll, expect, test } from 'vitest'
import type { PrintedNational } from '../support/national-figures.ts'
import { rollcall, rollcallJson } from '../support/rollcall.ts'
import { sampleReturns, written } from '../support/sample-returns.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const at = temporaryFolder()
const about = ['illegal-homes', '--reference-date', '2024-09-01'] as const
let national: PrintedNational
let withoutThem: PrintedNational

// One child as two authorities may write it down: another identifier, the same date and code in other words.
const born = day('2009-02-11')
const movedIn = day('2024-05-30')
const hers = { child_id: 'SHARED1', date_of_birth: { kind: 'date', date: born }, sex: '2', ethnicity: 'MWBC' }
const asOneHasIt = { ...hers, placed_on: { kind: 'date', date: movedIn } } as const
const asTheOtherHasIt = {
  ...hers,
  child_id: 'K77',
  date_of_birth: '11/02/2009',
  sex: 'Female',
  ethnicity: 'MWBC - White and Black Caribbean',
  placed_on: '30 May 2024',
} as const

beforeAll(async () => {
  await mkdir(at('clash'))
  await mkdir(at('none'))
  const [one, other] = sampleReturns(40).filter(({ sheets }) => (sheets.children?.length ?? 0) > 1)
  if (!one || !other) throw new Error('there are too few returns with children')
  for (const [sample, child] of [
    [one, asOneHasIt],
    [other, asTheOtherHasIt],
  ] as const) {
    const [first, ...rest] = sample.sheets.children ?? []
    const sheets = { ...sample.sheets, children: [{ ...first, ...child }, ...rest] }
    const file = `${sample.authority.code}.xlsx`
    await writeFile(at('clash', file), await written({ ...sample, sheets } as typeof sample))
    await writeFile(at('none', file), await written(sample))
  }
  national = await rollcallJson<PrintedNational>('aggregate', ...about, at('clash'))
  withoutThem = await rollcallJson<PrintedNational>('aggregate', ...about, at('none'))
}, 60_000)

test('a child that two authorities claim is told by the two authorities, and by nothing else', () => {
  const codes = national.provenance.submissions.map(({ authority }) => authority)

  expect(national.coverage.included).toBe(2)
  expect(national.clashes).toEqual([{ authorities: codes, children: 1 }])
  expect(withoutThem.clashes).toEqual([])
})

test('nothing of the child is printed, in figures or in words', async () => {
  const { stdout } = await rollcall('aggregate', ...about, at('clash'))

  expect(stdout).toMatch(/Claimed twice: 1 child by both .+ and .+/)
  for (const text of [stdout, JSON.stringify(national)]) {
    expect(text).not.toMatch(/SHARED1|K77|2009-02-11|11\/02\/2009|2024-05-30/)
  }
})
