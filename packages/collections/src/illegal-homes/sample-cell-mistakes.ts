import type { Cell } from '@rollcall/domain/cell'
import type { Making, Mistake } from './sample-mistake.ts'

const error = (text: string): Cell => ({ kind: 'error', text })

/** What people type that a column of its type cannot hold. */
const unreadable: Readonly<Record<string, readonly [Cell, ...Cell[]]>> = {
  child_id: ['24/0017', 'see list', 'A-1024', 'AB 1024'],
  date_of_birth: ['31/02/2011', '30/02/2009', '29/02/2010', '00/01/1900', 'unknown', 'Sept 2010', 16],
  sex: ['I', 'Withheld', 'Neither'],
  ethnicity: ['White', 'Not stated', 'Other', 'A1', 'Gypsy or Irish Traveller'],
  uasc: ['Unknown', 'Former UASC', 'TBC'],
  legal_status: ['C3', 'Care leaver', 'See file', 'LAC'],
  dol_order: ['Unknown', 'Applied for', 'Expired'],
  dol_start: ['31/06/2024', 'TBC', 'various'],
  ehcp: ['Pending', 'U', 'Being assessed'],
  camhs: ['Waiting list', 'Referred', 'U'],
  setting_type: ['Holiday park', 'Semi-independent', 'Lodge', 'Solo placement'],
  provider_type: ['PR0', 'Agency', 'PR9'],
  provider_name: ['-', '?'],
  registration_applied: ['In progress', 'See notes', 'Maybe'],
  placed_in: ['Calderdal', 'Cumbria', 'Out of area', 'See file', 'North'],
  main_reason: ['N/A', 'Behaviour', 'See file'],
  placed_on: ['31/06/2024', '31/11/2023', 'TBC', 'Summer', 45],
  expected_end: ['When registered', 'TBC', '31/04/2026'],
  weekly_cost: ['TBC', '£10,500 per week', '10.500,00', '£1,500/day', '9,500 + VAT'],
}

// biome-ignore format: a list of names
const required = [
  'child_id', 'date_of_birth', 'sex', 'ethnicity', 'uasc', 'legal_status', 'dol_order', 'ehcp', 'camhs',
  'setting_type', 'provider_type', 'provider_name', 'registration_applied', 'placed_in', 'main_reason', 'placed_on',
]

/** Columns where 'not held' is no answer. */
const owed = ['date_of_birth', 'sex', 'ethnicity', 'legal_status', 'setting_type', 'placed_on']

const hidden = ['weekly_cost', 'placed_in', 'date_of_birth'].map(
  (column): Mistake => ({
    column,
    rule: `${column}.suppressed`,
    cells: ({ random }) => ({ [column]: random.pick(['*', '[c]', 'suppressed']) }),
  }),
)

const monthFirst: Mistake = {
  column: 'date_of_birth',
  rule: 'date_of_birth.ambiguous',
  // Where dates are typed as text, one with the month first throws doubt on all the others.
  fits: ({ child, typing }: Making) => typing.realDates && Number(child.born.slice(8)) > 12,
  cells: ({ child: { born } }) => ({
    date_of_birth: `${born.slice(5, 7)}/${born.slice(8)}/${born.slice(0, 4)}`,
  }),
}

const blankCost: Mistake = {
  column: 'weekly_cost',
  rule: 'weekly_cost.blank',
  fits: ({ child, spareCost }) => typeof child.weeklyCost === 'number' && child.weeklyCost <= spareCost,
  cells: () => ({ weekly_cost: null }),
}

/** Mistakes in one cell that its column's own type finds. */
export const cellMistakes: readonly Mistake[] = [
  ...Object.entries(unreadable).map(
    ([column, cells]): Mistake => ({
      column,
      rule: `${column}.unreadable`,
      cells: ({ random }) => ({ [column]: random.pick(cells) }),
    }),
  ),
  ...required.map(
    (column): Mistake => ({ column, rule: `${column}.blank`, cells: () => ({ [column]: null }) }),
  ),
  ...owed.map(
    (column): Mistake => ({ column, rule: `${column}.not-held`, cells: () => ({ [column]: 'Not held' }) }),
  ),
  ...['date_of_birth', 'placed_in', 'weekly_cost', 'provider_name'].map(
    (column): Mistake => ({
      column,
      rule: `${column}.error`,
      cells: ({ random }) => ({ [column]: error(random.pick(['#N/A', '#REF!', '#VALUE!'])) }),
    }),
  ),
  ...hidden,
  monthFirst,
  blankCost,
]
