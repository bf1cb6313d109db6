import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import { day } from '@rollcall/domain/calendar-date'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import { rowsOfFigure } from '@rollcall/domain/rows-of-figure'
import { checkAndKeep } from '@rollcall/workbook/check-workbook'
import { readXlsx } from 'hucre/xlsx'
import { beforeAll, expect, test } from 'vitest'
import { byColumn, england, type PrintedNational } from '../support/national-figures.ts'
import { rollcallJson } from '../support/rollcall.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const at = temporaryFolder()
let in2024: PrintedNational
let in2025: PrintedNational
let in2025AfterLast: PrintedNational
let withAnotherSeed: PrintedNational
/** The workbooks of 2024 as another reader reads them. */
let sent: readonly Sent[]

interface Sent {
  readonly file: string
  readonly bytes: Uint8Array
  readonly sheets: Awaited<ReturnType<typeof readXlsx>>['sheets']
}

async function readBy(file: string): Promise<Sent> {
  const bytes = new Uint8Array(await readFile(join(at('2024'), file)))
  return { file, bytes, sheets: (await readXlsx(bytes)).sheets }
}

const sample = (day: string, seed: string, folder: string) =>
  rollcallJson('sample', 'illegal-homes', '--reference-date', day, '--seed', seed, '--out', folder)
const aggregate = (day: string, folder: string, ...more: string[]) =>
  rollcallJson<PrintedNational>('aggregate', 'illegal-homes', '--reference-date', day, folder, ...more)

beforeAll(async () => {
  await sample('2024-09-01', '7', at('2024'))
  in2024 = await aggregate('2024-09-01', at('2024'))
  await sample('2025-09-01', '7', at('2025'))
  in2025 = await aggregate('2025-09-01', at('2025'))
  in2025AfterLast = await aggregate('2025-09-01', at('2025'), '--previous', at('2024'))
  await sample('2024-09-01', '8', at('another seed'))
  withAnotherSeed = await aggregate('2024-09-01', at('another seed'))
  sent = await Promise.all((await readdir(at('2024'))).map(readBy))
}, 300_000)

const value = (national: PrintedNational, id: string) => england(national, id).value

test('on 1 September 2024 all 153 returns are counted, and the figures are those that were published', () => {
  expect(in2024.coverage).toMatchObject({ asked: 153, included: 153, refused: 0, mustFix: 0, missing: 0 })
  expect(value(in2024, 'children')).toBe(775)
  expect(england(in2024, 'share_dol')).toMatchObject({ numerator: 240, denominator: 775, value: 31 })
  expect(value(in2024, 'youngest_age')).toBe(2)
  expect(value(in2024, 'over_one_million_a_year')).toBe(33)
  expect(value(in2024, 'over_two_years')).toBeGreaterThan(0)
  expect(byColumn(in2024, 'children', 'setting_type')).toContainEqual(
    expect.objectContaining({ label: 'Caravan or mobile home', value: expect.toSatisfy((n) => n > 0) }),
  )
  expect(value(in2024, 'mean_daily_cost')).toBeGreaterThan(1545)
  expect(value(in2024, 'mean_daily_cost')).toBeLessThan(1565)
})

test('the cost of a year is children × mean daily cost × 365, exactly', () => {
  for (const national of [in2024, in2025]) {
    const { numerator, denominator, value: mean } = england(national, 'mean_daily_cost')
    // The numerator is the sum of the weekly costs, in pounds; a day is a seventh of a week.
    const pounds = BigInt(Math.round((numerator ?? 0) * 100))
    const rows = BigInt(denominator ?? 0)
    const over = BigInt(value(national, 'children') ?? 0) * pounds * 365n
    const under = rows * 7n * 100n

    expect(value(national, 'annualised_cost')).toBe(Number((over * 2n + under) / (under * 2n)))
    expect(mean).toBe(Number((pounds * 2n + rows * 7n) / (rows * 7n * 2n)) / 100)
  }
  expect(value(in2024, 'annualised_cost')).toBeGreaterThan(435e6)
  expect(value(in2024, 'annualised_cost')).toBeLessThan(441e6)
})

test('on 1 September 2025 the figures are those that were published', () => {
  expect(in2025.coverage).toMatchObject({ asked: 153, included: 153 })
  expect(value(in2025, 'children')).toBe(669)
  expect(
    byColumn(in2025, 'children', 'age_band').map(({ label, value: children }) => [label, children]),
  ).toEqual([
    ['Under 10', 21],
    ['10 to 15', 308],
    ['16 to 17', 340],
  ])
  expect(value(in2025, 'over_one_year')).toBe(89)
  expect(value(in2025, 'over_one_million_a_year')).toBe(36)
  expect(value(in2025, 'share_ehcp')).toBeCloseTo(60, 0)
  expect(value(in2025, 'share_camhs')).toBeCloseTo(36, 0)
})

test('children who were there a year before are counted when the returns of that year are given, and else not known', () => {
  expect(value(in2025, 'also_last_round')).toBeNull()
  expect(value(in2025AfterLast, 'also_last_round')).toBeGreaterThan(0)
  expect(value(in2025AfterLast, 'also_last_round')).toBeLessThan(669)
})

test('the returns of the year before change no other figure', () => {
  const others = ({ figures }: PrintedNational) =>
    figures.filter(({ id }) => id !== 'also_last_round').map(({ hash: _, ...figure }) => figure)

  expect(others(in2025AfterLast)).toEqual(others(in2025))
})

test('another seed gives other children and the same totals', () => {
  const totals = ['children', 'youngest_age', 'over_one_million_a_year', 'share_dol', 'mean_daily_cost']

  expect(totals.map((id) => value(withAnotherSeed, id))).toEqual(totals.map((id) => value(in2024, id)))
  expect(withAnotherSeed.provenance.submissions).not.toEqual(in2024.provenance.submissions)
})

test('every count adds up to its total, whatever it is broken down by', () => {
  const counts = ['children', 'over_one_year', 'over_two_years', 'over_one_million_a_year', 'cost_not_held']
  for (const national of [in2024, in2025]) {
    for (const id of [...counts, 'children_in_year', 'spent_in_year', 'notified_ofsted']) {
      const own = national.figures.filter((figure) => figure.id === id)
      const columns = [...new Set(own.map(({ breakdown }) => Object.keys(breakdown).join()))].filter(Boolean)
      expect(columns).toEqual(expect.arrayContaining(['region', 'authority']))
      for (const column of columns) {
        const sum = byColumn(national, id, column).reduce((total, { value: part }) => total + (part ?? 0), 0)
        expect(sum, `${id} by ${column}`).toBe(value(national, id))
      }
    }
  }
})

test('shares and means of regions and authorities add up to those of England, numerators and denominators alike', () => {
  for (const id of ['share_dol', 'share_ehcp', 'share_camhs', 'mean_weekly_cost', 'mean_days']) {
    for (const column of ['region', 'authority', 'age_band']) {
      const groups = byColumn(in2024, id, column)
      const sum = (part: 'numerator' | 'denominator') =>
        groups.reduce((total, group) => total + Math.round((group[part] ?? 0) * 100), 0) / 100
      expect([id, sum('numerator'), sum('denominator')]).toEqual([
        id,
        england(in2024, id).numerator,
        england(in2024, id).denominator,
      ])
    }
  }
})

test('every figure is given for all nine regions and all 153 authorities', () => {
  expect(byColumn(in2024, 'children', 'region')).toHaveLength(9)
  expect(byColumn(in2024, 'children', 'authority')).toHaveLength(153)
})

test('another reader, counting in its own plain way, comes to the same numbers', () => {
  let [children, underOrder, pence, priced] = [0, 0, 0n, 0n]
  for (const { sheets } of sent) {
    const rows = sheets.find(({ name }) => name === 'Children')?.rows ?? []
    const top = rows.findIndex((row) => row[0] === 'Child ID')
    const [order, cost] = [
      'Deprivation of liberty order in force on the day',
      'Total weekly cost, in pounds',
    ].map((heading) => rows[top]?.indexOf(heading) ?? -1) as [number, number]
    for (const row of rows.slice(top + 1).filter((cells) => String(cells[0] ?? '') !== '')) {
      children++
      if (/^(?:y|yes|1|true)$/i.test(String(row[order]).trim())) underOrder++
      if (/\d/.test(String(row[cost]))) {
        pence += BigInt(Math.round(Number(String(row[cost]).replace(/[£, ]/g, '')) * 100))
        priced++
      }
    }
  }

  expect([sent.length, children, underOrder]).toEqual([153, 775, 240])
  const { numerator, denominator } = england(in2024, 'mean_weekly_cost')
  expect([Number(pence) / 100, Number(priced)]).toEqual([numerator, denominator])
})

test('from 775 the trace leads to 775 rows, each where a child stands in its authority’s own workbook', async () => {
  const compiled = compileCollection(illegalHomes, authorities, day('2024-09-01'))
  let [children, underOrder] = [0, 0]
  for (const { file, bytes, sheets } of sent) {
    const { kept, contribution } = await checkAndKeep(bytes, compiled)
    if (contribution === undefined) throw new Error(`${file} is in no figure`)
    const inFile = (sheet: string, row: number, column: number) =>
      String(sheets.find(({ name }) => name === sheet)?.rows[row - 1]?.[column - 1] ?? '')
    const traced = (figure: string) => {
      const [part] = rowsOfFigure(compiled, { figure, breakdown: {} }, { kept, contribution })
      if (part?.agrees !== true) throw new Error(`the rows of ${figure} in ${file} do not come to it`)
      return part.rows
    }

    const rows = traced('children')
    expect(new Set(rows.map(({ row }) => row)).size).toBe(rows.length)
    for (const { sheetName, row } of rows) expect(inFile(sheetName, row, 1)).toMatch(/^\w+$/)
    const orders = traced('share_dol').filter(({ adds }) => adds.sum === 1)
    for (const { sheetName, row, cells } of orders) {
      const [letters = ''] = /^[A-Z]+/.exec(cells[0]?.cell ?? '') ?? []
      const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
      expect(inFile(sheetName, row, column)).toMatch(/^(?:y|yes|1|true)$/i)
    }
    children += rows.length
    underOrder += orders.length
  }

  expect([children, underOrder]).toEqual([775, 240])
})
