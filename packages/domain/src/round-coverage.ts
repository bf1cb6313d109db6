import type { RequestState } from './request-life.ts'

/** What became of one authority's return, as far as the figures go. */
type RoundStanding =
  | 'included'
  | 'accepted'
  | 'signed'
  | 'queried'
  | 'unsigned'
  | 'excluded'
  | 'noReturn'
  | 'missing'

/** How far one data request has got. */
export interface RequestStanding {
  /** The authority's. */
  readonly code: string
  readonly state: RequestState
  readonly hasSubmission: boolean
  /** Whether its return is in the figures. */
  readonly counted: boolean
}

/** How much of a round a set of figures is made from, by name. Every authority asked stands in one place and no more. */
export interface RoundCoverage extends Readonly<Record<RoundStanding, number>> {
  readonly asked: number
  /** The codes of the authorities that are not included, by what became of them. */
  readonly notIncluded: Readonly<Record<Exclude<RoundStanding, 'included'>, readonly string[]>>
}

/** What became of an authority that is not in the figures. */
export const standingWords: Readonly<Record<Exclude<RoundStanding, 'included'>, string>> = {
  missing: 'Nothing sent',
  unsigned: 'Sent, and not signed off',
  signed: 'Signed off, and not accepted yet',
  queried: 'Asked about',
  accepted: 'Accepted a moment ago, and not counted yet',
  excluded: 'Excluded for quality',
  noReturn: 'Ended without a return',
}

/** What became of each authority that was asked, by how far its request is and whether it is counted. */
export function roundCoverageOf(requests: readonly RequestStanding[]): RoundCoverage {
  const codes = new Map<RoundStanding, string[]>()
  for (const request of requests.toSorted((a, b) => (a.code < b.code ? -1 : 1))) {
    const standing = standingOf(request)
    const before = codes.get(standing)
    if (before) before.push(request.code)
    else codes.set(standing, [request.code])
  }
  const those = (standing: RoundStanding) => codes.get(standing) ?? []
  const notIncluded = {
    accepted: those('accepted'),
    signed: those('signed'),
    queried: those('queried'),
    unsigned: those('unsigned'),
    excluded: those('excluded'),
    noReturn: those('noReturn'),
    missing: those('missing'),
  }
  return {
    asked: requests.length,
    included: those('included').length,
    accepted: notIncluded.accepted.length,
    signed: notIncluded.signed.length,
    queried: notIncluded.queried.length,
    unsigned: notIncluded.unsigned.length,
    excluded: notIncluded.excluded.length,
    noReturn: notIncluded.noReturn.length,
    missing: notIncluded.missing.length,
    notIncluded,
  }
}

/** An accepted return stays in the figures while it is asked about. */
function standingOf({ state, hasSubmission, counted }: RequestStanding): RoundStanding {
  if (counted) return 'included'
  switch (state) {
    // Accepted a moment ago, and not added up yet.
    case 'accepted':
      return 'accepted'
    case 'signed':
      return 'signed'
    case 'queried':
      return 'queried'
    case 'excluded':
      return 'excluded'
    case 'no-return':
      return 'noReturn'
    case 'not-started':
    case 'in-progress':
    case 'needs-answers':
    case 'awaiting-sign-off':
      return hasSubmission ? 'unsigned' : 'missing'
  }
}
