import type { Cell, TakeRow } from './cell.ts'
import { showCell } from './read-cell.ts'
import { identityKeys, type TemplateIdentity } from './template-sheets.ts'
import { likeness, tidy } from './text.ts'

/** Reads the identity sheet of a template: which collection, round and authority it was made for. */
export function identityReader(): { takeRow: TakeRow; identity(): TemplateIdentity } {
  const said = new Map<string, string>()
  // Asked for on every row of the return, so it is put together once.
  let known: TemplateIdentity | undefined
  return {
    takeRow: (_number, cells) => {
      known = undefined
      const [key, value] = [words(cells[0]), words(cells[1])]
      if (key !== '' && value !== '' && said.size < 50) said.set(likeness(key), value)
    },
    identity: () => (known ??= identityOf(said)),
  }
}

const identityOf = (said: ReadonlyMap<string, string>): TemplateIdentity =>
  Object.fromEntries(
    Object.entries(identityKeys).flatMap(([name, key]) => {
      const value = said.get(likeness(key))
      return value === undefined ? [] : [[name, value]]
    }),
  )

/** A date may have become a date cell on the way through another program; it is read as it was written. */
const words = (cell: Cell | undefined): string =>
  typeof cell === 'object' && cell?.kind === 'date' ? cell.date : tidy(showCell(cell ?? null))
