import { columnHeading, sheetOf } from './breakdown.ts'
import type { CompiledCollection } from './compiled-collection.ts'
import { type Contribution, isGeography } from './contribution.ts'
import { figuresOf } from './expression.ts'
import type { Figure } from './figure.ts'
import type { FigureValue } from './figure-value.ts'
import { figuresFrom } from './figures.ts'
import { type FigureChange, likeForLike, nameOfFigure } from './like-for-like.ts'

/** One return, and its collection as it stood in its round. */
export interface CountedAlone {
  readonly compiled: CompiledCollection
  readonly contribution: Contribution
}

interface Compared extends Pick<FigureValue, 'value' | 'numerator' | 'denominator' | 'notHeld'> {
  /** In the same authority's return of the last round; `null` where there is none, or it did not say. */
  readonly before: number | null
  readonly change: number | null
  readonly percentage: number | null
}

/** A figure as one return alone makes it, beside what the last one made of it. */
export interface FigureOfReturn extends Compared {
  readonly id: string
  readonly kind: Figure['kind']
  readonly title: string
  readonly unit: string
  readonly decimals: number
  readonly note: string | null
  /** Whether it is how many rows a sheet has, so that its breakdowns say what all of them are. */
  readonly countsAllRows: boolean
  readonly breakdowns: readonly BreakdownOfReturn[]
}

interface BreakdownOfReturn {
  /** The columns, and how they are headed: 'Age group'. */
  readonly by: readonly string[]
  readonly heading: string
  /** Whether another breakdown of the figure puts the same into bands or groups: ages into age bands. */
  readonly hasCoarser: boolean
  readonly groups: readonly GroupOfReturn[]
}

interface GroupOfReturn extends Compared {
  readonly breakdown: FigureValue['breakdown']
  readonly label: string
}

/** The figures of one return by itself, in the order of its collection. Those that only several returns together have are left out. */
export function figuresOfReturn(now: CountedAlone, last?: CountedAlone): FigureOfReturn[] {
  const { compiled, contribution } = now
  const values = figuresFrom(compiled, [contribution])
  const byName = new Map(values.map((value) => [nameOfFigure(value), value]))
  const changes = last ? likeForLike(aloneIn(now), aloneIn(last)).changes : values.map(withoutLast)
  const byFigure = Map.groupBy(
    changes.filter(({ breakdown }) => !Object.keys(breakdown).some(isGeography)),
    ({ id }) => id,
  )
  const { figures } = compiled.collection
  return figures
    .filter((figure) => isOfOneReturn(figure, compiled))
    .map((figure) => {
      const own = byFigure.get(figure.id) ?? []
      const groups = own.map((change) => ({
        breakdown: change.breakdown,
        label: change.label,
        ...compared(change, byName.get(nameOfFigure(change))),
      }))
      const byColumns = Map.groupBy(groups, ({ breakdown }) => Object.keys(breakdown).join(','))
      const [whole] = byColumns.get('') ?? []
      if (whole === undefined) throw new Error(`a return has nothing to say of ${figure.id}`)
      const { breakdown, label, ...total } = whole
      const { id, kind, title, unit, decimals, note = null } = figure
      const breakdowns = [...byColumns].filter(([names]) => names !== '')
      return {
        ...{ id, kind, title, unit, decimals, note },
        countsAllRows: kind === 'count' && figure.where === undefined,
        ...total,
        breakdowns: breakdowns.map(([names, those]) => ({
          by: names.split(','),
          heading: names
            .split(',')
            .map((name) => columnHeading(name, figure, compiled))
            .join(', '),
          hasCoarser: breakdowns.some(([others]) => isCoarser(others, names, figure, compiled)),
          groups: those,
        })),
      }
    })
}

const aloneIn = ({ compiled, contribution }: CountedAlone) => ({ compiled, contributions: [contribution] })

const withoutLast = (value: FigureValue): FigureChange => ({
  ...value,
  ...{ before: null, now: value.value, change: null, percentage: null },
})

const compared = (
  { before, now, change, percentage }: FigureChange,
  value: FigureValue | undefined,
): Compared => ({
  value: now,
  numerator: value?.numerator ?? null,
  denominator: value?.denominator ?? null,
  notHeld: value?.notHeld ?? 0,
  ...{ before, change, percentage },
})

/** A form is one row of a return, so what counts forms counts returns, and a mean over forms is one over authorities. */
function isOfOneReturn(figure: Figure, compiled: CompiledCollection): boolean {
  if (figure.kind === 'spread') return false
  if (figure.kind === 'estimate') {
    const used = figuresOf(figure.formula.value)
    return compiled.collection.figures.every((one) => !used.includes(one.id) || isOfOneReturn(one, compiled))
  }
  if (compiled.sheet(figure.sheet).sheet.kind === 'table' || figure.kind === 'sum') return true
  return figure.kind === 'ratio' && 'sum' in figure.numerator && 'sum' in figure.denominator
}

/** Whether one column puts the values of another into bands or groups. */
function isCoarser(one: string, other: string, figure: Figure, compiled: CompiledCollection): boolean {
  const sheet = sheetOf(figure, compiled)
  const derived =
    sheet === undefined ? undefined : compiled.sheet(sheet).columns.find(({ id }) => id === one)?.derived
  return (derived?.kind === 'band' || derived?.kind === 'group') && derived.of === other
}
