import { askedBy } from './asked.ts'
import type { Authority } from './authority.ts'
import { type AuthorityIndex, indexAuthorities } from './authority-index.ts'
import type { CalendarDate } from './calendar-date.ts'
import { type CodeIndex, indexCodes } from './code-index.ts'
import type { Collection } from './collection.ts'
import { type CompiledSheet, compileSheet } from './compiled-sheet.ts'
import type { ReadingScope } from './types/column-type.ts'

/** A collection made ready to check returns for one reference date. Make it once and use it for every return of the round. */
export interface CompiledCollection {
  readonly collection: Collection
  readonly referenceDate: CalendarDate
  readonly authorities: AuthorityIndex
  /** Those the collection asks. */
  readonly asked: readonly Authority[]
  readonly scope: ReadingScope
  readonly sheets: readonly CompiledSheet[]
  /** Throws where there is none: the collection's schema has made sure that there is. */
  sheet(id: string): CompiledSheet
}

export function compileCollection(
  collection: Collection,
  authorities: readonly Authority[],
  referenceDate: CalendarDate,
): CompiledCollection {
  const lists = new Map<string, CodeIndex>(
    collection.codeLists.map((list) => [list.id, indexCodes(list, referenceDate)]),
  )
  const index = indexAuthorities(authorities, referenceDate)
  const scope: ReadingScope = { referenceDate, authorities: index, list: (id) => found(lists.get(id), id) }
  const sheets = collection.sheets.map((sheet, place) => compileSheet(sheet, place, scope))
  const byId = new Map(sheets.map((sheet) => [sheet.id, sheet]))
  return {
    collection,
    referenceDate,
    authorities: index,
    asked: askedBy(collection, authorities, referenceDate),
    scope,
    sheets,
    sheet: (id) => found(byId.get(id), id),
  }
}

function found<Thing>(thing: Thing | undefined, id: string): Thing {
  if (thing === undefined) throw new Error(`the collection has no ${id}`)
  return thing
}
