/** A rule as it is written down. The schema knows what else each kind needs, and refuses the collection where it is wrong. */
export interface WrittenRule {
  readonly code: string
  readonly [option: string]: unknown
}
