import type { CompiledCollection } from './compiled-collection.ts'
import type { CompiledSheet, Row } from './compiled-sheet.ts'
import type { KeptReturn } from './kept-return.ts'
import { keptRows } from './kept-rows.ts'

/** An authority's accepted return in the round before, as rules compare with it. */
export interface LastRound {
  rows(sheet: string): readonly Row[]
  row(sheet: string, key: string): Row | undefined
}

/** Keeps the rows of a return as they are read, to compare the next round's with. */
export function keepLastRound(): LastRound & { take(sheet: CompiledSheet, row: Row): void } {
  const kept = new Map<string, Row[]>()
  const byKey = new Map<string, Row>()
  const keyIn = (sheet: string, key: string) => `${sheet}\u001f${key}`
  return {
    take(sheet, row) {
      const copy = { ...row, answers: row.answers.slice() }
      const rows = kept.get(sheet.id) ?? []
      kept.set(sheet.id, rows)
      rows.push(copy)
      if (copy.key !== undefined) byKey.set(keyIn(sheet.id, copy.key), copy)
    },
    rows: (sheet) => kept.get(sheet) ?? [],
    row: (sheet, key) => byKey.get(keyIn(sheet, key)),
  }
}

/** The last round as it was kept. `compiled` is this round's collection made ready for the last one's reference date. */
export function lastRoundFrom(kept: KeptReturn, compiled: CompiledCollection): LastRound {
  const before = keepLastRound()
  for (const sheet of compiled.sheets)
    for (const row of keptRows(kept, sheet, compiled)) before.take(sheet, row)
  return before
}
