import { authorities } from '@rollcall/collections/authorities/authorities'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import { samples } from '@rollcall/collections/samples'
import { day } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import { compileCollection } from '@rollcall/domain/compiled-collection'

export const referenceDate = day('2024-09-01')
export const compiled = compileCollection(illegalHomes, authorities, referenceDate)

const columns = illegalHomes.sheets[0]?.columns ?? []
export const headings: readonly string[] = columns.map(({ heading }) => heading)

/** One authority's rows of the sample as a reader would push them, with so large a share of bad cells. */
export function sampleRows(rows: number, mistakes: number): Cell[][] {
  const [made] =
    samples['illegal-homes']?.({ referenceDate, seed: 7, authorities: 1, rows, mistakes: 0 }) ?? []
  const cells = (made?.sheets.children ?? []).map((row) => columns.map(({ id }) => row[id] ?? null))
  return mistakes === 0 ? cells : cells.map((row, number) => spoilt(row, number, mistakes))
}

/** A row with every so many-th cell overwritten, in other columns on each row; nearly all of them cannot be read then. */
function spoilt(row: readonly Cell[], number: number, share: number): Cell[] {
  const every = Math.round(1 / share)
  return row.map((cell, place) => ((number * (row.length + 1) + place) % every === 0 ? '??' : cell))
}
