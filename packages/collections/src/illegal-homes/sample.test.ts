import { type CalendarDate, day } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import { expect, test } from 'vitest'
import { authorities } from '../authorities/authorities.ts'
import type { SampleOptions, SampleReturn } from '../sample/sample.ts'
import { makeIllegalHomes } from './sample.ts'

const [september2024, september2025] = [day('2024-09-01'), day('2025-09-01')]

const sample = (options: Partial<SampleOptions> = {}): SampleReturn[] => [
  ...makeIllegalHomes({ referenceDate: september2024, seed: 7, mistakes: 0, ...options }),
]

// Read in the test's own plain way, so that a mistake of the engine cannot hide one of the sample.

const childrenOf = (returns: readonly SampleReturn[]) =>
  returns.flatMap(({ sheets }) => sheets.children ?? [])

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function dayIn(cell: Cell | undefined): string {
  if (typeof cell === 'object' && cell?.kind === 'date') return cell.date
  if (typeof cell === 'number') return new Date((cell - 25_569) * 86_400_000).toISOString().slice(0, 10)
  const text = String(cell)
  if (/^\d{4}-/.test(text)) return text
  const [date = '', month = '', year = ''] = text.split(/[/. ]/)
  const number = /\d/.test(month) ? Number(month) : monthNames.indexOf(month.slice(0, 3)) + 1
  return `${year}-${String(number).padStart(2, '0')}-${date.padStart(2, '0')}`
}

function monthsFrom(first: string, last: string): number {
  const [a, b] = [first.split('-').map(Number), last.split('-').map(Number)]
  const months = ((b[0] ?? 0) - (a[0] ?? 0)) * 12 + (b[1] ?? 0) - (a[1] ?? 0)
  return (b[2] ?? 0) < (a[2] ?? 0) ? months - 1 : months
}

const poundsIn = (cell: Cell | undefined): number => Number(String(cell).replace(/[£,]/g, ''))
const isHeld = (cell: Cell | undefined): boolean => !/held|n\/h/i.test(String(cell))
const isYes = (cell: Cell | undefined): boolean => /^(?:y|yes|1|true)$/i.test(String(cell))
const isCaravan = (cell: Cell | undefined): boolean => /caravan/i.test(String(cell))

function figuresOf(returns: readonly SampleReturn[], referenceDate: CalendarDate) {
  const children = childrenOf(returns)
  const ages = children.map((row) => Math.floor(monthsFrom(dayIn(row.date_of_birth), referenceDate) / 12))
  const stays = children.map((row) => monthsFrom(dayIn(row.placed_on), referenceDate))
  const costs = children
    .map((row) => row.weekly_cost)
    .filter(isHeld)
    .map(poundsIn)
  const meanDailyCost = costs.reduce((sum, cost) => sum + cost, 0) / costs.length / 7
  const share = (column: string) => {
    const answers = children.map((row) => row[column]).filter(isHeld)
    return Math.round((answers.filter(isYes).length / answers.length) * 100)
  }
  return {
    returns: returns.length,
    children: children.length,
    underOrder: children.filter((row) => isYes(row.dol_order)).length,
    youngest: Math.min(...ages),
    oldest: Math.max(...ages),
    ageBands: [
      ages.filter((age) => age < 10).length,
      ages.filter((age) => age >= 10 && age < 16).length,
      ages.filter((age) => age >= 16).length,
    ],
    underFive: ages.filter((age) => age < 5).length,
    withPlan: share('ehcp'),
    withCamhs: share('camhs'),
    overOneYear: stays.filter((months) => months >= 12).length,
    overTwoYears: stays.filter((months) => months >= 24).length,
    inCaravans: children.filter((row) => isCaravan(row.setting_type)).length,
    overOneMillion: costs.filter((cost) => (cost * 365) / 7 > 1_000_000).length,
    meanDailyCost,
    annualised: children.length * meanDailyCost * 365,
  }
}

test.each([7, 1, 2024, 123_456])('the sample of 2024 adds up to what was published (seed %i)', (seed) => {
  const figures = figuresOf(sample({ seed }), september2024)

  expect(figures).toMatchObject({
    returns: 153,
    children: 775,
    underOrder: 240,
    youngest: 2,
    oldest: 17,
    underFive: 4,
    overOneMillion: 33,
  })
  expect(figures.overTwoYears).toBeGreaterThan(5)
  expect(figures.inCaravans).toBeGreaterThan(5)
  expect(figures.meanDailyCost).toBeCloseTo(1553.6, 0)
  expect(figures.annualised).toBeGreaterThan(438e6)
  expect(figures.annualised).toBeLessThan(440e6)
})

test.each([7, 1, 2024, 123_456])('the sample of 2025 adds up to what was published (seed %i)', (seed) => {
  const figures = figuresOf(sample({ referenceDate: september2025, seed }), september2025)

  expect(figures).toMatchObject({
    returns: 153,
    children: 669,
    ageBands: [21, 308, 340],
    withPlan: 60,
    withCamhs: 36,
    overOneYear: 89,
    overOneMillion: 36,
  })
  expect(figures.meanDailyCost * 7).toBeCloseTo(10_500, -1)
})

test('the sample of 2025 has some of the children of 2024, a year older, and the rest are new', () => {
  const now = sample({ referenceDate: september2025 })
  const before = new Map(sample().map((one) => [one.authority.code, one.sheets.children ?? []]))
  const known = now.flatMap(({ authority, sheets }) =>
    (sheets.children ?? []).flatMap((row) => {
      const was = before.get(authority.code)?.find((other) => other.child_id === row.child_id)
      return was ? [{ row, was }] : []
    }),
  )

  expect(known).toHaveLength(86)
  for (const { row, was } of known) {
    expect(dayIn(row.date_of_birth)).toBe(dayIn(was.date_of_birth))
    expect(String(row.sex).trim().at(0)?.toLowerCase()).toBe(String(was.sex).trim().at(0)?.toLowerCase())
  }
  const stillThere = known.filter(({ row, was }) => dayIn(row.placed_on) === dayIn(was.placed_on))
  expect(stillThere).toHaveLength(80)
  expect(stillThere.every(({ row }) => monthsFrom(dayIn(row.placed_on), september2025) >= 12)).toBe(true)
})

test('the same seed gives the same sample, and another seed another one', () => {
  expect(sample()).toEqual(sample())
  expect(childrenOf(sample({ seed: 8 }))).not.toEqual(childrenOf(sample()))
})

test('children are spread unevenly, and never more than a tenth of those in care', () => {
  const returns = sample()
  const counts = returns.map(({ sheets }) => sheets.children?.length ?? 0)

  expect(counts.filter((count) => count === 0).length).toBeGreaterThan(20)
  expect(counts.filter((count) => count >= 1 && count <= 3).length).toBeGreaterThan(40)
  expect(counts.filter((count) => count > 20).length).toBeGreaterThan(2)
  for (const { authority, sheets } of returns) {
    const inCare = authority.populations.find(({ on }) => on === day('2024-03-31'))?.value ?? 0
    expect(sheets.children?.length ?? 0, authority.name).toBeLessThanOrEqual(inCare / 10)
  }
})

test('City of London and Isles of Scilly have nothing to report, and say so', () => {
  const nil = sample().filter(({ authority }) => ['201', '420'].includes(authority.code))

  expect(
    nil.map(({ sheets }) => [sheets.children?.length, poundsIn(sheets.return?.[0]?.children_on_day)]),
  ).toEqual([
    [0, 0],
    [0, 0],
  ])
})

test('no two children have the same birth date, sex and moving-in date', () => {
  for (const referenceDate of [september2024, september2025]) {
    const alike = childrenOf(sample({ referenceDate })).map((row) =>
      [dayIn(row.date_of_birth), String(row.sex).trim().at(0)?.toLowerCase(), dayIn(row.placed_on)].join(' '),
    )
    expect(new Set(alike).size).toBe(alike.length)
  }
})

test('every provider has a name that says it is made up', () => {
  const names = childrenOf(sample())
    .map((row) => row.provider_name)
    .filter(isHeld)

  expect(
    names.every((name) =>
      /example|sample|made-up|fictional|invented|imaginary|pretend|specimen|placeholder/i.test(String(name)),
    ),
  ).toBe(true)
})

test('a load test gets as many authorities and rows as it asks for, in the published shares', () => {
  const [only, ...others] = sample({ authorities: 1, rows: 2000 })
  const figures = figuresOf(only ? [only] : [], september2024)

  expect(others).toEqual([])
  expect(figures.children).toBe(2000)
  expect(figures.underOrder).toBe(Math.round((2000 * 240) / 775))
  expect(only?.sheets.return?.[0]?.children_on_day).toSatisfy((cell: Cell) => poundsIn(cell ?? null) === 2000)
})

test('asking for fewer authorities leaves those there as they were', () => {
  expect(sample({ authorities: 12 })).toEqual(sample().slice(0, 12))
})

test('mistakes are made in the share of rows that was asked for, one a row, and change no other', () => {
  const [sound, spoiled] = [sample(), sample({ mistakes: 0.1 })]
  const inRows = spoiled.flatMap(({ planted }) => planted.filter(({ sheet }) => sheet === 'children'))

  expect(inRows).toHaveLength(77)
  for (const [index, { sheets, planted }] of spoiled.entries()) {
    for (const [row, cells] of (sheets.children ?? []).entries()) {
      const before = sound[index]?.sheets.children?.[row]
      const mistakes = planted.filter((one) => one.sheet === 'children' && one.row === row)
      expect(mistakes.length).toBeLessThan(2)
      if (mistakes.length === 0) expect(cells).toEqual(before)
      else expect(cells).not.toEqual(before)
    }
  }
})

test('an authority of the sample is one of those open on the day', () => {
  const codes = new Set(authorities.map(({ code }) => code))
  expect(sample().every(({ authority }) => codes.has(authority.code) && authority.closed === undefined)).toBe(
    true,
  )
})
