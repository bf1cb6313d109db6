import type { Row } from './compiled-sheet.ts'

/** An authority's accepted return in the round before, as rules compare with it. */
export interface LastRound {
  rows(sheet: string): readonly Row[]
  row(sheet: string, key: string): Row | undefined
}
