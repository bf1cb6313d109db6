import type { CollectionInput } from '@rollcall/domain/collection'
import { accommodated, outcomes, parts, presented, section20Places } from './lines.ts'

type Columns = CollectionInput['sheets'][number]['columns']
type Derived = NonNullable<CollectionInput['sheets'][number]['derived']>

/** One answer for each line and part of the grid: `presented_uasc`, `presented_others` and so on. */
export const columns: Columns = [presented, ...outcomes, ...section20Places].flatMap(({ id, line, hint }) =>
  parts.map((part) => ({
    id: `${id}_${part.id}`,
    heading: `${line} (${part.name.toLowerCase()})`,
    line,
    part: part.name,
    hint,
    type: 'whole-number' as const,
    minimum: 0,
    required: true,
    notHeld: true,
  })),
)

const distinguished = ['section_20', 'section_17', 'part_7']
const notSection20 = ['section_17', 'part_7']
const known = outcomes.map(({ id }) => id).filter((id) => id !== 'unknown')

const both = (id: string) => parts.map((part) => `${id}_${part.id}`)
const others = (ids: readonly string[]) => ids.map((id) => `${id}_others`)

/** Sums of lines. Not held where one of them is not. */
export const derived: Derived = [
  { id: 'presented', heading: 'Presented', kind: 'sum-of', of: both('presented') },
  { id: 'known_outcome', heading: 'Outcome known', kind: 'sum-of', of: others(known) },
  { id: 'accommodated_others', heading: 'Accommodated', kind: 'sum-of', of: others(accommodated) },
  {
    id: 'distinguished',
    heading: 'Accommodated, legislation known',
    kind: 'sum-of',
    of: others(distinguished),
  },
  {
    id: 'not_section_20',
    heading: 'Accommodated, not under section 20',
    kind: 'sum-of',
    of: others(notSection20),
  },
  {
    id: 'section_20_family_or_home',
    heading: "Under section 20, in foster care or a children's home",
    kind: 'sum-of',
    of: others(['section_20_foster', 'section_20_home']),
  },
  { id: 'accommodated', heading: 'Accommodated', kind: 'sum-of', of: accommodated.flatMap(both) },
  { id: 'section_20', heading: 'Under section 20', kind: 'sum-of', of: both('section_20') },
]
