import type { CollectionShape } from './collection-shape.ts'
import type { Column } from './column.ts'
import { sourcesOf } from './compiled-sheet.ts'
import type { Condition } from './condition.ts'
import {
  type CollectionFault,
  columnNameFaults,
  columnsOf,
  conditionFaults,
  isNumber,
  type Path,
} from './condition-faults.ts'
import type { DerivedColumn } from './derived-column.ts'
import { figuresOf } from './expression.ts'
import type { Figure, Measure } from './figure.ts'
import { nilReturnFaults } from './nil-return-faults.ts'
import { kindOf, type Rule } from './rules/index.ts'
import type { Sheet } from './sheet.ts'
import { likeness } from './text.ts'

/** What a schema of shapes cannot see: names that lead nowhere, names used twice, and columns used as what they are not. */
export function faultsOf(collection: CollectionShape): CollectionFault[] {
  return [
    ...twice(collection.sheets, ({ id }) => id, ['sheets'], 'id', 'sheet'),
    ...twice(collection.sheets, ({ name }) => likeness(name), ['sheets'], 'name', 'sheet'),
    ...twice(collection.codeLists, ({ id }) => id, ['codeLists'], 'id', 'code list'),
    ...twice(collection.rules, ({ code }) => code, ['rules'], 'code', 'rule'),
    ...twice(collection.figures, ({ id }) => id, ['figures'], 'id', 'figure'),
    ...collection.codeLists.flatMap((list, index) => codeListFaults(list, ['codeLists', index])),
    ...collection.sheets.flatMap((sheet, index) => sheetFaults(sheet, collection, ['sheets', index])),
    ...collection.rules.flatMap((rule, index) => ruleFaults(rule, collection, ['rules', index])),
    ...collection.figures.flatMap((figure, index) => figureFaults(figure, collection, ['figures', index])),
    ...nilReturnFaults(collection),
  ]
}

function twice<Thing>(
  things: readonly Thing[],
  of: (thing: Thing) => string,
  path: Path,
  field: string,
  what: string,
): CollectionFault[] {
  const values = things.map(of)
  return values.flatMap((value, index) =>
    values.indexOf(value) === index
      ? []
      : [
          {
            path: [...path, index, field],
            message: `there is already a ${what} with this ${field} (${value})`,
          },
        ],
  )
}

function codeListFaults(list: CollectionShape['codeLists'][number], path: Path): CollectionFault[] {
  return list.codes.flatMap((one, index) => {
    const overlaps = (other: typeof one) =>
      (one.from ?? '') <= (other.until ?? '9') && (other.from ?? '') <= (one.until ?? '9')
    const clash = list.codes.slice(0, index).find((other) => other.code === one.code && overlaps(other))
    return clash
      ? [
          {
            path: [...path, 'codes', index, 'code'],
            message: `code ${one.code} is already in the list for the same days`,
          },
        ]
      : []
  })
}

function sheetFaults(sheet: Sheet, collection: CollectionShape, path: Path): CollectionFault[] {
  const columns = columnsOf(sheet)
  const ids = columns.map(({ id }) => id)
  const names = sheet.kind === 'table' ? [...sheet.key, ...(sheet.acrossAuthorities ?? [])] : []
  const headings = ({ line = '', part = '', heading }: Column) => likeness(`${line}${part}${heading}`)
  return [
    ...twice(columns, ({ id }) => id, [...path, 'columns'], 'id', 'column'),
    ...twice(sheet.columns, headings, [...path, 'columns'], 'heading', 'column'),
    ...names
      .filter((name) => !ids.includes(name))
      .map((name) => ({ path: [...path, 'key'], message: `no column ${name} in this sheet` })),
    ...sheet.columns.flatMap((column, index) =>
      columnFaults(column, sheet, collection, [...path, 'columns', index]),
    ),
    ...sheet.derived.flatMap((derived, index) =>
      derivedFaults(
        derived,
        [...sheet.columns, ...sheet.derived.slice(0, index)],
        [...path, 'derived', index],
      ),
    ),
  ]
}

function columnFaults(
  column: Column,
  sheet: Sheet,
  collection: CollectionShape,
  path: Path,
): CollectionFault[] {
  const faults = listFaults(column, collection, path)
  if (column.type === 'text' && column.pattern && !isPattern(column.pattern.matches)) {
    faults.push({ path: [...path, 'pattern', 'matches'], message: 'is not a regular expression' })
  }
  if (
    'minimum' in column &&
    (column.maximum ?? Number.POSITIVE_INFINITY) < (column.minimum ?? Number.NEGATIVE_INFINITY)
  ) {
    faults.push({ path: [...path, 'maximum'], message: 'is less than the minimum' })
  }
  if (sheet.kind === 'table' && (column.line !== undefined || column.part !== undefined)) {
    faults.push({ path: [...path, 'line'], message: 'only a form has lines and parts' })
  }
  return faults
}

function listFaults(column: Column, { codeLists }: CollectionShape, path: Path): CollectionFault[] {
  const wanted =
    column.type === 'code' ? column.list : column.type === 'authority' ? column.outside : undefined
  if (wanted === undefined) return []
  const list = codeLists.find(({ id }) => id === wanted)
  if (list === undefined) return [{ path: [...path, 'list'], message: `no code list ${wanted}` }]
  const excepted = column.type === 'code' ? column.except : []
  return excepted
    .filter((code) => !list.codes.some((one) => one.code === code))
    .map((code) => ({ path: [...path, 'except'], message: `no code ${code} in ${wanted}` }))
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u')
    return true
  } catch {
    return false
  }
}

const isOfType =
  (type: Column['type']) =>
  (column: Column | DerivedColumn): boolean =>
    'type' in column && column.type === type

const wantedBy: Partial<
  Record<DerivedColumn['kind'], { is(column: Column | DerivedColumn): boolean; says: string }>
> = {
  age: { is: isOfType('date'), says: 'a date' },
  'days-between': { is: isOfType('date'), says: 'a date' },
  'months-between': { is: isOfType('date'), says: 'a date' },
  band: { is: isNumber, says: 'a number' },
  scaled: { is: isNumber, says: 'a number' },
  'sum-of': { is: isNumber, says: 'a number' },
  group: { is: isOfType('code'), says: 'a code' },
  region: { is: isOfType('authority'), says: 'an authority' },
  'own-authority': { is: isOfType('authority'), says: 'an authority' },
}

function derivedFaults(
  derived: DerivedColumn,
  before: readonly (Column | DerivedColumn)[],
  path: Path,
): CollectionFault[] {
  return sourcesOf(derived).flatMap((name) => {
    const source = before.find(({ id }) => id === name)
    if (source === undefined) return [{ path, message: `no column ${name} in this sheet, or it comes later` }]
    const wanted = wantedBy[derived.kind]
    return !wanted || wanted.is(source) ? [] : [{ path, message: `${name} is not ${wanted.says}` }]
  })
}

function ruleFaults(rule: Rule, collection: CollectionShape, path: Path): CollectionFault[] {
  const own = sheetOf(rule.sheet, collection)
  if (own === undefined) return [{ path: [...path, 'sheet'], message: `no sheet ${rule.sheet}` }]
  const faults = kindOf(rule)
    .references(rule)
    .flatMap((reference) => {
      const sheet = reference.sheet === undefined ? own : sheetOf(reference.sheet, collection)
      if (sheet === undefined) return [{ path, message: `no sheet ${reference.sheet}` }]
      if ('condition' in reference) return conditionFaults(reference.condition, sheet, collection, path)
      return columnNameFaults(reference.column, sheet, path, reference.as)
    })
  const said = Object.values(rule.says ?? {}).flatMap((text = '') =>
    [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
  )
  const unknown = said.filter((name) => !facts.has(name) && !columnsOf(own).some(({ id }) => id === name))
  return [
    ...faults,
    ...unknown.map((name) => ({
      path: [...path, 'says'],
      message: `{${name}} is not a column or a fact of this rule`,
    })),
  ]
}

// What rule kinds tell beside the columns of the row.
const facts = new Set([
  'reference_date',
  'first_row',
  'sum',
  'wanted',
  'rows',
  'all',
  'share',
  'before',
  'now',
  'population',
])

function figureFaults(figure: Figure, collection: CollectionShape, path: Path): CollectionFault[] {
  const figureExists = (id: string) =>
    collection.figures.some((other) => other.id === id && other !== figure)
      ? []
      : [{ path, message: `no other figure ${id}` }]
  if (figure.kind === 'spread') return figureExists(figure.of)
  if (figure.kind === 'estimate') {
    return figuresOf(figure.formula.value).flatMap((id) => {
      const of = collection.figures.find((other) => other.id === id)
      return of?.kind === 'estimate' || of?.kind === 'spread'
        ? [{ path: [...path, 'formula'], message: `${id} is itself worked out from other figures` }]
        : figureExists(id)
    })
  }
  const sheet = sheetOf(figure.sheet, collection)
  if (sheet === undefined) return [{ path: [...path, 'sheet'], message: `no sheet ${figure.sheet}` }]
  return [
    ...('column' in figure ? columnNameFaults(figure.column, sheet, path, 'number') : []),
    ...conditionsOf(figure).flatMap((condition) => conditionFaults(condition, sheet, collection, path)),
    ...measuresOf(figure).flatMap((measure) =>
      'sum' in measure ? columnNameFaults(measure.sum, sheet, path, 'number') : [],
    ),
    ...figure.breakdowns
      .flat()
      .filter((name) => name !== 'region' && name !== 'authority')
      .flatMap((name) => columnNameFaults(name, sheet, [...path, 'breakdowns'])),
  ]
}

const measuresOf = (figure: Figure): Measure[] =>
  figure.kind === 'ratio' ? [figure.numerator, figure.denominator] : []

function conditionsOf(figure: Exclude<Figure, { kind: 'spread' | 'estimate' }>): Condition[] {
  const own = figure.kind === 'share' ? [figure.of, figure.among] : []
  const measured = measuresOf(figure).map((measure) => ('sum' in measure ? measure.where : measure.count))
  return [figure.where, ...own, ...measured].filter((condition) => condition !== undefined)
}

const sheetOf = (id: string, { sheets }: CollectionShape): Sheet | undefined =>
  sheets.find((sheet) => sheet.id === id)
