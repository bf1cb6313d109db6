/** One figure as `rollcall aggregate --json` prints it. */
export interface PrintedFigure {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly breakdown: Readonly<Record<string, string | number>>
  readonly label: string
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly authorities: number
  readonly notHeld: number
  readonly hash: string
}

/** What `rollcall aggregate --json` prints, as its users know it: said here again, so that a change of shape fails. */
export interface PrintedNational {
  readonly figures: readonly PrintedFigure[]
  readonly coverage: {
    readonly asked: number
    readonly included: number
    readonly refused: number
    readonly mustFix: number
    readonly missing: number
    readonly notIncluded: Readonly<Record<'refused' | 'mustFix' | 'missing', readonly string[]>>
  }
  readonly clashes: readonly { readonly authorities: readonly string[]; readonly children: number }[]
  readonly files: readonly {
    readonly file: string
    readonly authority: string | null
    readonly standing: string
    readonly reason?: string
  }[]
  readonly provenance: {
    readonly collectionHash: string
    readonly code: string
    readonly submissions: readonly { readonly authority: string; readonly sha256: string }[]
  }
  readonly hash: string
}

/** The figure for England. */
export function england({ figures }: PrintedNational, id: string): PrintedFigure {
  const found = figures.find((figure) => figure.id === id && Object.keys(figure.breakdown).length === 0)
  if (found === undefined) throw new Error(`no figure ${id}`)
  return found
}

/** A figure's groups by one column. */
export const byColumn = ({ figures }: PrintedNational, id: string, column: string): PrintedFigure[] =>
  figures.filter((figure) => figure.id === id && Object.keys(figure.breakdown).join() === column)

/** The figures without their hashes, which say what they were made from. */
export const withoutHashes = ({ figures }: PrintedNational): string =>
  JSON.stringify(figures.map(({ hash: _, ...figure }) => figure))
