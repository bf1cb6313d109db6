import type { CompiledCollection } from './compiled-collection.ts'
import type { SealedFigure } from './seal.ts'

type Kind = 'text' | 'number' | 'whole'

/** Figures as rows of a table, for files that other programs read: each value is in the column that says what it is. */
export interface FiguresTable {
  readonly columns: readonly { readonly name: string; readonly kind: Kind; readonly says: string }[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/**
 * One row a figure, with a column for each way in which any of them is broken down. Where a figure is of all there is in such a
 * column, it is blank there.
 */
export function figuresTable(
  figures: readonly SealedFigure[],
  { collection }: CompiledCollection,
  asked: number,
): FiguresTable {
  const used = new Set(figures.flatMap(({ breakdown }) => Object.keys(breakdown)))
  const inOrder = collection.figures.flatMap((figure) =>
    'breakdowns' in figure ? figure.breakdowns.flat() : [],
  )
  const dimensions = [...new Set([...inOrder, ...used])].filter((name) => used.has(name))
  const decimals = new Map(collection.figures.map((figure) => [figure.id, figure.decimals]))
  return {
    columns: [
      text('figure', 'What the figure is called in the collection'),
      text('title', 'What it counts'),
      text('unit', 'What the number is a number of'),
      text('group', 'Which group it is of, in words; England for the whole'),
      text('broken_down_by', 'The columns that say which group it is of; blank for England'),
      ...dimensions.map((name) =>
        text(`by_${name}`, `The group by ${name}; blank where it is of all of them`),
      ),
      number('value', 'The figure; blank where there is nothing to work it out from'),
      number('numerator', 'What it is worked out from, where it is one number over another'),
      number('denominator', 'What it is over'),
      whole('decimals', 'To how many places it is rounded'),
      whole('authorities_included', 'How many returns it is made from'),
      whole('authorities_asked', 'How many authorities were asked in the round'),
      whole('not_held', 'How many answered “not held” to what it is about'),
      text('hash', 'It changes when any byte of any return it was made from does'),
    ],
    rows: figures.map(({ breakdown, ...figure }) => [
      ...[figure.id, figure.title, figure.unit, figure.label, Object.keys(breakdown).join(',')],
      ...dimensions.map((name) => (breakdown[name] === undefined ? null : String(breakdown[name]))),
      ...[figure.value, figure.numerator, figure.denominator, decimals.get(figure.id) ?? 0],
      ...[figure.authorities, asked, figure.notHeld, figure.hash],
    ]),
  }
}

const text = (name: string, says: string) => ({ name, kind: 'text' as const, says })
const number = (name: string, says: string) => ({ name, kind: 'number' as const, says })
const whole = (name: string, says: string) => ({ name, kind: 'whole' as const, says })
