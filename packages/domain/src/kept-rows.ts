import type { CompiledCollection } from './compiled-collection.ts'
import { type CompiledSheet, keyOf, type Row } from './compiled-sheet.ts'
import { derivations } from './derive.ts'
import { answerFrom, type KeptReturn } from './kept-return.ts'

/** Whether a key was in the authority's last return; left out where there was nothing to compare with. */
type WasThere = (key: string) => boolean

/** The rows of one sheet as they were read, made again from those that are kept: with every derived column and with their keys. */
export function keptRows(
  kept: KeptReturn,
  sheet: CompiledSheet,
  { scope }: Pick<CompiledCollection, 'scope'>,
  wasThere?: WasThere,
): Row[] {
  const own = kept.sheets.find(({ sheet: id }) => id === sheet.id)
  if (own === undefined) return []
  // Since then the collection may ask for more columns, or other ones.
  const places = sheet.columns.slice(0, sheet.asked).map(({ id }) => own.columns.indexOf(id))
  const keyAt = sheet.sheet.kind === 'table' ? sheet.sheet.key.map((id) => sheet.column(id).index) : []
  const derive = derivations(sheet, scope, () => kept.authority ?? undefined)
  return own.rows.map((row) => {
    const answers = places.map((place) => answerFrom(row.answers[place]))
    for (const work of derive) answers.push(work(answers))
    const key = keyOf(answers, keyAt)
    return { number: row.row, answers, key, inLastRound: key === undefined ? undefined : wasThere?.(key) }
  })
}
