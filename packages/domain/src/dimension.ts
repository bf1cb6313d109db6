import { choicesOf as choices } from './choices.ts'
import type { CompiledCollection } from './compiled-collection.ts'
import type { CompiledSheet, SheetColumn } from './compiled-sheet.ts'
import type { RowFigure } from './figure-value.ts'
import { notAnsweredLabel, notHeldLabel } from './grouping.ts'

/** What a figure may be broken down by: its values in order, and how each is called. */
export interface Dimension {
  readonly name: string
  /** Every value there may be, where that is known: each has its group, though it be empty. */
  readonly values: readonly string[]
  /** For geography: the value for an authority. */
  readonly geographic?: (authority: string) => string
  label(value: string | number): string
  compare(a: string | number, b: string | number): number
}

export function dimensionOf(name: string, figure: RowFigure, compiled: CompiledCollection): Dimension {
  if (name === 'authority' || name === 'region') return geography(name, compiled)
  const sheet = compiled.sheet(figure.sheet)
  const column = sheet.column(name)
  const choices = choicesOf(column, sheet, compiled)
  const order = [...choices.map(({ code }) => code), notHeldLabel, notAnsweredLabel]
  return {
    name,
    values: choices.map(({ code }) => code),
    label: (value) => choices.find(({ code }) => code === value)?.label ?? String(value),
    compare: (a, b) => {
      const [first, second] = [order.indexOf(String(a)), order.indexOf(String(b))]
      if (first === -1 && second === -1) return bySizeOrLetters(a, b)
      return (first === -1 ? choices.length - 0.5 : first) - (second === -1 ? choices.length - 0.5 : second)
    },
  }
}

function geography(name: 'authority' | 'region', { authorities }: CompiledCollection): Dimension {
  const nameOf = (code: string) => authorities.get(code)?.name ?? code
  return {
    name,
    values: [],
    geographic:
      name === 'authority' ? (code) => code : (code) => authorities.get(code)?.region ?? 'Not known',
    label: (value) => (name === 'authority' ? nameOf(String(value)) : String(value)),
    compare: (a, b) => (String(a) < String(b) ? -1 : 1),
  }
}

/** Numbers by their size; words that are in no list (regions) by their letters. */
const bySizeOrLetters = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1

interface Choice {
  readonly code: string
  readonly label: string
}

function choicesOf(
  column: SheetColumn,
  sheet: CompiledSheet,
  { scope }: CompiledCollection,
): readonly Choice[] {
  if (column.source) return column.source.type === 'authority' ? [] : choices(column.source, scope)
  const { derived } = column
  if (derived?.kind === 'band') return named(derived.bands.map(({ label }) => label))
  if (derived?.kind === 'own-authority') return named([derived.same, derived.other])
  if (derived?.kind !== 'group') return []
  const of = sheet.column(derived.of).source
  return of?.type === 'code' ? named(scope.list(of.list).codes.map(({ group, label }) => group ?? label)) : []
}

const named = (labels: readonly string[]): Choice[] =>
  [...new Set(labels)].map((label) => ({ code: label, label }))
