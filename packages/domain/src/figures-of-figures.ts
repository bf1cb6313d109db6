import { dividedBy, type Exact, exact, isLess, minus, plus, times } from './exact.ts'
import { type Expression, figuresOf } from './expression.ts'
import type { FigureOf } from './figure.ts'
import type { ExactFigure } from './figure-value.ts'

type Known = ReadonlyMap<string, readonly ExactFigure[]>

/** A formula's figures: for England, and for each group of its breakdowns that the figures in it have. */
export function estimates(figure: FigureOf<'estimate'>, known: Known): ExactFigure[] {
  const { id, title, unit, formula, breakdowns } = figure
  const used = [...new Set(figuresOf(formula.value))]
  const byGroup = new Map(
    used.map((name) => [name, new Map((known.get(name) ?? []).map((one) => [groupOf(one), one]))]),
  )
  const [first = ''] = used
  return [[], ...breakdowns].flatMap((names) =>
    (known.get(first) ?? [])
      .filter(({ breakdown }) => Object.keys(breakdown).join(',') === names.join(','))
      .map((group) => {
        const key = groupOf(group)
        const alike = (name: string) => byGroup.get(name)?.get(key)
        const value = evaluated(formula.value, (name) => alike(name)?.exact)
        return {
          ...group,
          id,
          title,
          unit,
          exact: value,
          numerator: null,
          denominator: null,
          notHeld: used.reduce((sum, name) => sum + (alike(name)?.notHeld ?? 0), 0),
        }
      }),
  )
}

/** The same group of the same breakdown has the same text, in whatever order its columns are said. */
const groupOf = ({ breakdown }: ExactFigure): string =>
  Object.entries(breakdown)
    .map(([name, value]) => `${name}\u001f${typeof value}\u001f${value}`)
    .sort()
    .join('\u001e')

/** `undefined` as soon as a figure in it has no value, or something is divided by nought. */
function evaluated(expression: Expression, known: (figure: string) => Exact | undefined): Exact | undefined {
  if (typeof expression === 'number') return exact(expression)
  if ('figure' in expression) return known(expression.figure)
  if ('plus' in expression) return folded(expression.plus, plus, known)
  if ('times' in expression) return folded(expression.times, times, known)
  if ('minus' in expression) return folded(expression.minus, minus, known)
  return folded(expression.over, dividedBy, known)
}

function folded(
  operands: readonly Expression[],
  work: (a: Exact, b: Exact) => Exact | undefined,
  known: (figure: string) => Exact | undefined,
): Exact | undefined {
  const values = operands.map((operand) => evaluated(operand, known))
  return values.reduce((a, b) => (a === undefined || b === undefined ? undefined : work(a, b)))
}

/** The lowest, the median and the highest among authorities that have the figure. */
export function spreads({ id, title, unit }: FigureOf<'spread'>, of: readonly ExactFigure[]): ExactFigure[] {
  const values = of
    .filter(({ breakdown }) => Object.keys(breakdown).join(',') === 'authority')
    .flatMap(({ exact: value }) => (value === undefined ? [] : [value]))
    .sort((a, b) => (isLess(a, b) ? -1 : isLess(b, a) ? 1 : 0))
  const at = (index: number) => values[index]
  const middle = (values.length - 1) / 2
  const [low, high] = [at(Math.floor(middle)), at(Math.ceil(middle))]
  const median = low && high && dividedBy(plus(low, high), exact(2))
  const found = { lowest: at(0), median, highest: values.at(-1) }
  return Object.entries(found).map(([spread, value]) => ({
    id,
    title,
    unit,
    breakdown: { spread },
    label: `${spread} of ${values.length} authorities`,
    exact: value,
    numerator: null,
    denominator: values.length,
    authorities: values.length,
    notHeld: 0,
  }))
}
