import type { Region } from './regions.ts'

/** What an area is called beside its name, which decides what its council is called: Leeds City Council, Kent County Council. */
export type Rank = 'city' | 'royal borough' | 'borough' | 'county' | 'district'

export type LocalAuthorityType = 'London' | 'metropolitan' | 'unitary' | 'county'

/** A count as it was published: a number, hidden ('c') or not applicable ('z'). */
type Published = number | 'c' | 'z'

/** One line of a table of local authorities. A closed one has no counts. */
export type LocalAuthority = readonly [
  code: string,
  gss: string,
  name: string,
  type: LocalAuthorityType,
  rank: Rank,
  region: Region,
  inCare2024?: Published,
  inCare2025?: Published,
]
