import { day } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import { startCheck } from '@rollcall/domain/check'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import type { Finding } from '@rollcall/domain/finding'
import type { Sheet } from '@rollcall/domain/sheet'
import { expect, test } from 'vitest'
import { authorities } from './authorities/authorities.ts'
import { collections } from './collections.ts'
import type { Planted, SampleOptions, SampleReturn, SampleRow } from './sample/sample.ts'
import { samples } from './samples.ts'

const referenceDates = { 'illegal-homes': day('2025-09-01'), 'homeless-16-17': day('2023-03-31') }
const collectionIds = Object.keys(referenceDates) as (keyof typeof referenceDates)[]

// What these samples cannot do without: children under 5, stays of over three years, costs of over £1 million a year, remand.
const demanded = new Set(['IH-003', 'IH-006', 'IH-015', 'IH-019'])

test('there is a sample maker for every collection, and for nothing else', () => {
  expect(Object.keys(samples).toSorted()).toEqual(collections.map(({ id }) => id).toSorted())
})

test.each(collectionIds)(
  'a sample of %s without mistakes has no error, and no query but those it cannot do without',
  (id) => {
    const findings = checked(id, { mistakes: 0 }).flatMap((one) => one.findings)

    expect(findings.filter(({ rule }) => !demanded.has(rule))).toEqual([])
  },
)

test.each(collectionIds)(
  'every mistake in a sample of %s is found in its own cell, and makes no other finding',
  (id) => {
    const returns = checked(id, { mistakes: 0.6 })
    const found = returns.flatMap(({ sample, findings }) =>
      findings
        .filter(({ rule }) => !demanded.has(rule))
        .map((finding) => `${sample.authority.code} ${placeOf(id, finding)}`),
    )
    const planted = returns.flatMap(({ sample }) =>
      sample.planted.map((one) => `${sample.authority.code} ${placeOfPlanted(id, one)}`),
    )

    expect(planted.length).toBeGreaterThan(200)
    expect(found.toSorted()).toEqual(planted.toSorted())
  },
)

test('a load test of ten thousand rows in one return has every mistake found in its own cell', () => {
  const [only] = checked('illegal-homes', { authorities: 1, rows: 10_000, mistakes: 0.02 })
  const found =
    only?.findings.filter(({ rule, severity }) => severity === 'error' || !demanded.has(rule)) ?? []
  const planted = only?.sample.planted ?? []

  expect(planted).toHaveLength(200)
  // So many are more than a tenth of any authority's children in care, too.
  expect(found.map((finding) => placeOf('illegal-homes', finding)).toSorted()).toEqual(
    [...planted.map((one) => placeOfPlanted('illegal-homes', one)), 'Children 1 child_id IH-032'].toSorted(),
  )
})

const placeOf = (id: string, { sheet, row, column, rule }: Finding) =>
  [sheet, sheetOf(id, sheet)?.kind === 'table' ? row : '', column, rule].join(' ')

function placeOfPlanted(id: string, { sheet, row, column, rule }: Planted): string {
  const own = sheetOf(id, sheet)
  return [own?.name, own?.kind === 'table' ? row + 2 : '', column, rule].join(' ')
}

const sheetOf = (id: string, sheet: string) =>
  collections.find((one) => one.id === id)?.sheets.find((one) => one.id === sheet || one.name === sheet)

function checked(
  id: keyof typeof referenceDates,
  options: Partial<SampleOptions>,
): { sample: SampleReturn; findings: readonly Finding[] }[] {
  const collection = collections.find((one) => one.id === id)
  const make = samples[id]
  if (!collection || !make) throw new Error(`no collection ${id}`)
  const referenceDate = referenceDates[id]
  const compiled = compileCollection(collection, authorities, referenceDate)
  return [...make({ referenceDate, seed: 7, mistakes: 0, ...options })].map((sample) => {
    const check = startCheck(compiled, { authority: sample.authority.code })
    check.sheets(collection.sheets.map(({ name }) => ({ name, hidden: false })))
    for (const sheet of collection.sheets) {
      const takeRow = check.sheet({ name: sheet.name, hidden: false })
      for (const [index, cells] of cellsOf(sheet, sample.sheets[sheet.id] ?? []).entries())
        takeRow?.(index + 1, cells, false)
    }
    return { sample, findings: check.finish({ format: 'xlsx', sheets: [] }).findings }
  })
}

/** The sheet as a grid of cells: headings and rows, or a form's lines with an answer for each part. */
function cellsOf({ kind, columns }: Sheet, rows: readonly SampleRow[]): Cell[][] {
  if (kind === 'table') {
    return [
      columns.map(({ heading }) => heading),
      ...rows.map((row) => columns.map((column) => row[column.id] ?? null)),
    ]
  }
  const parts = [...new Set(columns.map(({ part }) => part ?? 'Answer'))]
  const lines = Map.groupBy(columns, ({ line, heading }) => line ?? heading)
  return [
    ['Question', ...parts],
    ...[...lines].map(([line, answers]) => [line, ...answers.map((column) => rows[0]?.[column.id] ?? null)]),
  ]
}
