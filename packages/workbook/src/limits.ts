import { Refusal } from './refusal.ts'

/** How much of a stranger's file is read before it is refused. The sentences in `refusals` quote the defaults. */
export interface Limits {
  /** Bytes of the file as it was uploaded. */
  readonly uploadBytes: number
  /** Bytes of all its parts once unpacked, counted as they are unpacked. */
  readonly inflatedBytes: number
  readonly parts: number
  /** Bytes of text that end up in cells, shared or not. */
  readonly textBytes: number
  /** Cells that are not empty, over all sheets. */
  readonly cells: number
  readonly seconds: number
  readonly rows: number
  readonly columns: number
  /** Merged ranges in one sheet. */
  readonly merges: number
}

export const limits: Limits = {
  uploadBytes: 25_000_000,
  inflatedBytes: 300_000_000,
  parts: 1000,
  textBytes: 50_000_000,
  cells: 2_000_000,
  seconds: 20,
  rows: 1_048_576,
  columns: 16_384,
  merges: 10_000,
}

/** What one reading has used so far. */
export interface Budget {
  readonly limits: Limits
  inflated(bytes: number): void
  text(bytes: number): void
  /** A row with so many cells that are not empty, the last of them in this column. */
  row(cells: number, columns: number): void
  /** Refuses once the time is over. */
  checkTime(): void
  /** Checks the time and, every few hundredths of a second, lets the rest of the program have a turn. */
  breathe(): Promise<void>
}

const turnMilliseconds = 30
// A row is handed on up to its last cell, so a million rows with one cell in column XFD would be 17 billion blanks.
const widestGaps = 30

export function startBudget(allowed: Limits): Budget {
  const startedAt = performance.now()
  let pausedAt = startedAt
  let inflated = 0
  let text = 0
  let cells = 0
  let spanned = 0
  const checkTime = () => {
    const now = performance.now()
    if (now - startedAt > allowed.seconds * 1000) throw new Refusal('too-slow')
    return now
  }
  return {
    limits: allowed,
    inflated(bytes) {
      inflated += bytes
      if (inflated > allowed.inflatedBytes) throw new Refusal('too-big-inside')
    },
    text(bytes) {
      text += bytes
      if (text > allowed.textBytes) throw new Refusal('too-much-text')
    },
    row(count, columns) {
      cells += count
      spanned += columns
      if (cells > allowed.cells) throw new Refusal('too-many-cells')
      if (spanned > allowed.cells * widestGaps) throw new Refusal('too-scattered')
    },
    checkTime,
    async breathe() {
      if (checkTime() - pausedAt < turnMilliseconds) return
      await new Promise((resume) => setTimeout(resume))
      pausedAt = performance.now()
    },
  }
}
