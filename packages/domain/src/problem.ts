export type ProblemKind =
  | 'invalid'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'signed-out'
  | 'stale'
  | 'too-large'

/**
 * Something a person asked for and cannot have, told in words they can act on.
 * Thrown anywhere, caught once: by the portal's error handler or the worker's.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly kind: ProblemKind
  /** Stable, and never used again for another: logs, tests and help pages quote it. */
  readonly code: string

  constructor(kind: ProblemKind, code: string, message: string) {
    super(message)
    this.kind = kind
    this.code = code
  }
}

/** Whether something that refuses with a Problem would let it be: for pages, which offer only what can be done. */
export const isAllowed = (refuse: () => void): boolean => whyRefused(refuse) === null

/** Why something that refuses with a Problem would refuse it now, in its words; null where it would not. */
export function whyRefused(refuse: () => void): string | null {
  try {
    refuse()
    return null
  } catch (error) {
    if (error instanceof Problem) return error.message
    throw error
  }
}
