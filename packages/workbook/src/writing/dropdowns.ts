import { isValue } from '@rollcall/domain/answer'
import type { CodeList } from '@rollcall/domain/code-list'
import type { Column } from '@rollcall/domain/column'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import { cellReader } from '@rollcall/domain/read-cell'
import { templateSheets } from '@rollcall/domain/template-sheets'
import type { ColumnTypeOf, ReadingScope } from '@rollcall/domain/types/column-type'
import { columnTypes } from '@rollcall/domain/types/index'

export const notHeldText = 'Not held'

/** One answer that may be chosen: what stands in the cell, the code it means, and that code in full. */
export interface Choice {
  readonly text: string
  readonly code: string
  readonly label: string
}

/** Answers that columns choose from, as they stand on the Lists sheet: one block of rows. */
interface ChoiceList {
  readonly title: string
  readonly choices: readonly Choice[]
  /** Whether the block ends with 'Not held', which some column allows. */
  readonly notHeld: boolean
  readonly firstRow: number
}

export interface Dropdowns {
  readonly lists: readonly ChoiceList[]
  /** The list a column chooses from; `undefined` where its answers are not chosen. */
  listOf(column: Column): ChoiceList | undefined
  /** The cells that hold a column's choices: 'Lists!$B$4:$B$6'. */
  rangeOf(column: Column): string | undefined
}

/** Every list there is to choose from, each once, however many columns use it. */
export function dropdownsOf({ collection, scope }: CompiledCollection, firstRow: number): Dropdowns {
  const chosen = collection.sheets
    .flatMap((sheet) => sheet.columns)
    .flatMap((column) => {
      const choices = choicesOf(column, scope)
      return choices === undefined ? [] : [{ column, choices }]
    })
  const lists: ChoiceList[] = []
  const byColumn = new Map<Column, ChoiceList>()
  let row = firstRow
  for (const same of Map.groupBy(chosen, ({ choices }) => JSON.stringify(choices)).values()) {
    const [first] = same
    if (first === undefined) continue
    const notHeld = same.some(({ column }) => column.notHeld)
    const list = {
      title: titleOf(first.column, collection.codeLists),
      choices: first.choices,
      notHeld,
      firstRow: row,
    }
    lists.push(list)
    row += first.choices.length + Number(notHeld)
    for (const { column } of same) byColumn.set(column, list)
  }
  return {
    lists,
    listOf: (column) => byColumn.get(column),
    rangeOf: (column) => {
      const list = byColumn.get(column)
      if (list === undefined) return undefined
      const last = list.firstRow + list.choices.length - (column.notHeld ? 0 : 1)
      return `${templateSheets.lists}!$B$${list.firstRow}:$B$${last}`
    },
  }
}

/** What may be chosen in a column, each written so that it is sure to be read back as its code. */
export function choicesOf(column: Column, scope: ReadingScope): readonly Choice[] | undefined {
  const type = columnTypes[column.type] as ColumnTypeOf<typeof column.type>
  const allowed = type.choices?.(column as never, scope)
  if (allowed === undefined) return undefined
  const read = cellReader(column, scope)
  const choices = allowed.map(({ code, label }) => {
    const text = [...wordings(column, code, label), code].find((wording) => {
      const answer = read(wording)
      return isValue(answer as never) && answer === code
    })
    return { text: text ?? code, code, label }
  })
  return column.type === 'authority' ? inOrder(choices, scope) : choices
}

/** A code that stands in the authority's own system is shown with its words; one that is only ours, as its words alone. */
function wordings({ type }: Column, code: string, label: string): readonly string[] {
  return type === 'code' && !/[a-z]/.test(code)
    ? [`${code} - ${label}`, `${code} (${label})`, label]
    : [label, `${code} - ${label}`]
}

/** Authorities by name, and what is not an authority after them. */
function inOrder(choices: readonly Choice[], { authorities }: ReadingScope): readonly Choice[] {
  const isAuthority = ({ code }: Choice) => authorities.get(code) !== undefined
  const byName = (a: Choice, b: Choice) => (a.text.toLowerCase() < b.text.toLowerCase() ? -1 : 1)
  return [...choices.filter(isAuthority).sort(byName), ...choices.filter((choice) => !isAuthority(choice))]
}

function titleOf(column: Column, codeLists: readonly CodeList[]): string {
  if (column.type === 'yes-no') return 'Yes or no'
  if (column.type === 'authority') return 'Local authorities'
  if (column.type !== 'code') return column.heading
  const title = codeLists.find(({ id }) => id === column.list)?.title ?? column.heading
  return column.except.length > 0 ? `${title} (for ${column.heading})` : title
}
