import { beforeAll, expect, test } from 'vitest'
import { byColumn, england, type PrintedNational } from '../support/national-figures.ts'
import { rollcallJson } from '../support/rollcall.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const at = temporaryFolder()
let national: PrintedNational

beforeAll(async () => {
  const about = ['homeless-16-17', '--reference-date', '2023-03-31']
  await rollcallJson('sample', ...about, '--seed', '7', '--out', at('returns'))
  national = await rollcallJson<PrintedNational>('aggregate', ...about, at('returns'))
}, 120_000)

test('in 2022-23 all 153 returns are counted, and the figures are those that were published', () => {
  expect(national.coverage).toMatchObject({ asked: 153, included: 153, refused: 0, mustFix: 0, missing: 0 })
  const published = {
    presented: 6469,
    known_outcome: 4879,
    share_accommodated: 40,
    share_section_20: 39,
    share_not_section_20: 61,
    accommodated_not_section_20: 1190,
  }
  expect(Object.fromEntries(Object.keys(published).map((id) => [id, england(national, id).value]))).toEqual(
    published,
  )
})

test('a percentage comes with what it is a percentage of', () => {
  expect(england(national, 'share_accommodated')).toMatchObject({ numerator: 1951, denominator: 4879 })
  expect(england(national, 'share_not_section_20')).toMatchObject({ numerator: 1190, denominator: 1951 })
})

test('regions and authorities add up to England', () => {
  const counts = [...new Set(national.figures.map(({ id }) => id))].filter((id) => !id.startsWith('share'))
  for (const id of counts) {
    for (const column of ['region', 'authority']) {
      const groups = byColumn(national, id, column)
      expect([id, column, groups.reduce((sum, { value }) => sum + (value ?? 0), 0)]).toEqual([
        id,
        column,
        england(national, id).value,
      ])
    }
  }
})

test('an authority that does not hold an answer is said to, and is not taken for nought', () => {
  const { notHeld } = england(national, 'presented')
  const unknown = byColumn(national, 'presented', 'authority').filter((figure) => figure.notHeld > 0)

  expect(notHeld).toBeGreaterThan(0)
  expect(unknown).toHaveLength(notHeld)
})
