import { type CompiledSheet, keyOf, type Row } from './compiled-sheet.ts'

/**
 * Makes the function that says what tells a row's child in other authorities' returns; `undefined` where a part is missing, or the
 * collection does not say how.
 */
export function acrossAuthorities({ sheet, column }: CompiledSheet): (row: Row) => string | undefined {
  const names = sheet.kind === 'table' ? (sheet.acrossAuthorities ?? []) : []
  const indexes = names.map((name) => column(name).index)
  return ({ answers }) => keyOf(answers, indexes)
}

/** Two authorities that each claim what looks like the same child, and how many such children. */
export interface Clash {
  readonly authorities: readonly [string, string]
  readonly children: number
}

/** Finds children claimed by more than one authority. Which children they are is not said: only an analyst may look. */
export function clashesAmong(
  returns: readonly { readonly authority: string; readonly children: readonly string[] }[],
): Clash[] {
  const claimedBy = new Map<string, string[]>()
  for (const { authority, children } of returns) {
    for (const child of new Set(children)) claimedBy.set(child, [...(claimedBy.get(child) ?? []), authority])
  }
  const counts = new Map<string, number>()
  for (const authorities of claimedBy.values()) {
    for (const pair of pairsOf(authorities.toSorted())) {
      counts.set(pair.join(','), (counts.get(pair.join(',')) ?? 0) + 1)
    }
  }
  return [...counts].sort().map(([pair, children]) => {
    const [one = '', other = ''] = pair.split(',')
    return { authorities: [one, other], children }
  })
}

const pairsOf = (codes: readonly string[]): string[][] =>
  codes.flatMap((one, index) => codes.slice(index + 1).map((other) => [one, other]))
