import type { CollectionShape } from './collection-shape.ts'
import type { Column } from './column.ts'
import type { Condition } from './condition.ts'
import type { DerivedColumn } from './derived-column.ts'
import type { Sheet } from './sheet.ts'

export type Path = readonly (string | number)[]

/** Something in a collection that names what is not there, or clashes, and where it is. */
export interface CollectionFault {
  readonly path: Path
  readonly message: string
}

type AnyColumn = Column | DerivedColumn

const numbers = new Set<string>([
  'whole-number',
  'decimal',
  'money',
  'percentage',
  'age',
  'days-between',
  'months-between',
  'scaled',
  'sum-of',
])
const typeOf = (column: AnyColumn): string => ('type' in column ? column.type : column.kind)

export const columnsOf = (sheet: Sheet): readonly AnyColumn[] => [...sheet.columns, ...sheet.derived]
export const isNumber = (column: AnyColumn): boolean => numbers.has(typeOf(column))

/** What is wrong with naming a column of a sheet, to be used as a date or a number. */
export function columnNameFaults(
  name: string,
  sheet: Sheet,
  path: Path,
  as?: 'date' | 'number',
): CollectionFault[] {
  const found = columnsOf(sheet).find(({ id }) => id === name)
  if (found === undefined) return [{ path, message: `no column ${name} in sheet ${sheet.id}` }]
  if (as === 'date' && typeOf(found) !== 'date') return [{ path, message: `${name} is not a date` }]
  return as === 'number' && !isNumber(found) ? [{ path, message: `${name} is not a number` }] : []
}

/** What is wrong with a condition on the rows of a sheet: columns that are not there or not dates, values that can never be. */
export function conditionFaults(
  condition: Condition,
  sheet: Sheet,
  collection: Pick<CollectionShape, 'codeLists'>,
  path: Path,
): CollectionFault[] {
  const inside = (part: Condition) => conditionFaults(part, sheet, collection, path)
  if ('all' in condition) return condition.all.flatMap(inside)
  if ('any' in condition) return condition.any.flatMap(inside)
  if ('not' in condition) return inside(condition.not)
  if ('inLastRound' in condition) {
    return sheet.kind === 'table'
      ? []
      : [{ path, message: 'only rows of a table can have been in the last round' }]
  }
  const as = comparedAs(condition)
  const operand = Object.values(condition).find(
    (part) => typeof part === 'object' && part !== null && 'column' in part,
  )
  return [
    ...columnNameFaults(condition.column, sheet, path, as),
    ...(operand ? columnNameFaults((operand as { column: string }).column, sheet, path, as) : []),
    ...valueFaults(condition, sheet, collection, path),
  ]
}

function comparedAs(condition: Condition): 'date' | 'number' | undefined {
  if ('before' in condition || 'after' in condition) return 'date'
  return 'over' in condition || 'under' in condition ? 'number' : undefined
}

/** A value that no answer of the column can be makes a condition that never holds: a slip nobody would notice. */
function valueFaults(
  condition: Extract<Condition, { column: string }>,
  sheet: Sheet,
  collection: Pick<CollectionShape, 'codeLists'>,
  path: Path,
): CollectionFault[] {
  const wanted = 'is' in condition ? [condition.is] : 'in' in condition ? condition.in : []
  const column = columnsOf(sheet).find(({ id }) => id === condition.column)
  const possible = column && possibleValues(column, sheet, collection)
  if (possible === undefined) return []
  return wanted
    .filter((value) => !possible.includes(String(value)))
    .map((value) => ({ path, message: `${condition.column} can never be ${value}` }))
}

function possibleValues(
  column: AnyColumn,
  sheet: Sheet,
  { codeLists }: Pick<CollectionShape, 'codeLists'>,
): readonly string[] | undefined {
  if ('type' in column) {
    if (column.type === 'yes-no') return ['yes', 'no']
    if (column.type !== 'code') return undefined
    return codeLists.find(({ id }) => id === column.list)?.codes.map(({ code }) => code)
  }
  if (column.kind === 'band') return column.bands.map(({ label }) => label)
  if (column.kind === 'own-authority') return [column.same, column.other]
  if (column.kind !== 'group') return undefined
  const source = sheet.columns.find(({ id }) => id === column.of)
  const list = source?.type === 'code' ? codeLists.find(({ id }) => id === source.list) : undefined
  return list?.codes.map(({ group, label }) => group ?? label)
}
