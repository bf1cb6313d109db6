/** What became of each authority that was asked. */
export type Standing = 'included' | 'must-fix' | 'refused' | 'missing'

/** How much of the whole a set of figures is made from. It is part of every number. */
export interface Coverage {
  readonly asked: number
  readonly included: number
  readonly refused: number
  readonly mustFix: number
  readonly missing: number
  /** The codes of the authorities that are not included, by what became of them. */
  readonly notIncluded: {
    readonly refused: readonly string[]
    readonly mustFix: readonly string[]
    readonly missing: readonly string[]
  }
}

/** Counts what became of those asked. An authority nobody asked is not counted. */
export function coverageOf(asked: readonly string[], standings: ReadonlyMap<string, Standing>): Coverage {
  const those = (standing: Standing) =>
    asked.filter((code) => (standings.get(code) ?? 'missing') === standing)
  const notIncluded = { refused: those('refused'), mustFix: those('must-fix'), missing: those('missing') }
  return {
    asked: asked.length,
    included: those('included').length,
    refused: notIncluded.refused.length,
    mustFix: notIncluded.mustFix.length,
    missing: notIncluded.missing.length,
    notIncluded,
  }
}
