import { startCheck } from '@rollcall/domain/check'
import type { CompiledSheet, Row } from '@rollcall/domain/compiled-sheet'
import { startContribution } from '@rollcall/domain/contribution'
import { checkByHand } from '../hand-written.ts'
import { readRows } from '../kept-rows.ts'
import { compiled, headings } from '../sample-rows.ts'

interface Rows {
  readonly file: string
}

/** Every check of the collection, on rows in memory. */
export function ours({ file }: Rows) {
  const rows = readRows(file)
  return () => checked(rows)
}

/** The same checks, written out for this one collection. */
export function byHand({ file }: Rows) {
  const rows = readRows(file)
  return () => checkByHand(rows).length
}

/** Every figure's part, counted from rows that were read before. */
export function contribution({ file }: Rows) {
  const kept: { sheet: CompiledSheet; row: Row }[] = []
  checked(readRows(file), (sheet, row) => kept.push({ sheet, row: { ...row, answers: row.answers.slice() } }))
  return () => {
    const counting = startContribution(compiled, { hasLastRound: false })
    for (const { sheet, row } of kept) counting.row(sheet, row)
    return counting.finish('204').parts.length
  }
}

function checked(
  rows: ReturnType<typeof readRows>,
  takeRow?: (sheet: CompiledSheet, row: Row) => void,
): number {
  const check = startCheck(compiled, { authority: '204', takeRow })
  check.sheets([{ name: 'Children', hidden: false }])
  const take = check.sheet({ name: 'Children', hidden: false })
  take?.(1, headings, false)
  for (let place = 0; place < rows.length; place++) take?.(place + 2, rows[place] ?? [], false)
  return check.finish({ format: 'xlsx', sheets: [] }).findings.length
}
