import { fromDayNumber } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'

// Thirty columns of every sort, far more of them than anybody is asked for: what reading is put under stress with.

type Column = (row: number, random: () => number) => Cell

const pick =
  (count: number, word: string): Column =>
  (_, random) =>
    `${word} ${Math.floor(random() * count)}`
const date: Column = (_, random) => ({
  kind: 'date',
  date: fromDayNumber(12_000 + Math.floor(random() * 7000)),
})
const whole: Column = (_, random) => Math.floor(random() * 1000)
const money: Column = (_, random) => Math.round(random() * 1e6) / 100
const percent: Column = (_, random) => ({ kind: 'percent', fraction: Math.round(random() * 100) / 100 })
const yesNo: Column = (_, random) => (random() < 0.5 ? 'Yes' : 'No')
const identifier: Column = (row) => `C${String(row).padStart(8, '0')}`
const note: Column = (row, random) =>
  `Placed at short notice (${Math.floor(random() * 90)} days), as agreed at review ${row % 20_000}.`

const columns: readonly Column[] = [
  [identifier],
  Array<Column>(6).fill(date),
  [3, 8, 20, 20, 40, 150, 300].map((count) => pick(count, 'Code')),
  Array<Column>(5).fill(yesNo),
  Array<Column>(6).fill(whole),
  Array<Column>(3).fill(money),
  [percent, note],
].flat()

/** A row of headings and then so many of answers, the same each time. */
export function* stressRows(rows: number): Generator<Cell[]> {
  const random = mulberry(7)
  yield columns.map((_, place) => `Question ${place + 1}`)
  for (let row = 0; row < rows; row++) yield columns.map((column) => column(row, random))
}

/** Mulberry32: numbers from 0 to 1 that are the same each time. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
