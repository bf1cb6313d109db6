import type { CollectionInput } from '@rollcall/domain/collection'

type Figures = NonNullable<CollectionInput['figures']>

const places = [['region'], ['authority']]
const children = { sheet: 'children', breakdowns: places }

/** What the homes cost. The total is an estimate by a formula with a version, for figures of other years to be compared with. */
export const costFigures: Figures = [
  {
    ...children,
    id: 'mean_weekly_cost',
    kind: 'mean',
    title: 'Cost of a week for one child, on average (mean)',
    unit: '£',
    decimals: 2,
    note: 'Children whose cost is not held are left out.',
    column: 'weekly_cost',
    breakdowns: [...places, ['age_band'], ['setting_type'], ['dol_order'], ['provider_type']],
  },
  {
    ...children,
    id: 'mean_daily_cost',
    kind: 'mean',
    title: 'Cost of a day for one child, on average (mean)',
    unit: '£',
    decimals: 2,
    note: 'The mean cost of a week, over 7. Children whose cost is not held are left out.',
    column: 'weekly_cost',
    over: 7,
  },
  {
    ...children,
    id: 'median_weekly_cost',
    kind: 'median',
    title: 'Cost of a week for one child, in the middle of the range (median)',
    unit: '£',
    decimals: 2,
    note: 'Children whose cost is not held are left out.',
    column: 'weekly_cost',
  },
  {
    ...children,
    id: 'highest_weekly_cost',
    kind: 'maximum',
    title: 'Highest cost of a week for one child',
    unit: '£',
    decimals: 2,
    column: 'weekly_cost',
  },
  {
    id: 'annualised_cost',
    kind: 'estimate',
    title: "Cost of illegal children's homes for a year, if every day were like the reference date",
    unit: '£',
    note: 'Children whose cost is not held are taken to cost the mean. “Children whose cost is not held” says how many there are.',
    formula: {
      name: 'annualised cost',
      version: 1,
      says: 'children × mean daily cost × 365',
      value: { times: [{ figure: 'children' }, { figure: 'mean_daily_cost' }, 365] },
    },
    breakdowns: places,
  },
  {
    ...children,
    id: 'cost_not_held',
    kind: 'count',
    title: 'Children whose cost is not held',
    unit: 'children',
    where: { column: 'weekly_cost', notHeld: true },
  },
  {
    ...children,
    id: 'over_one_million_a_year',
    kind: 'count',
    title: 'Children whose home costs more than £1 million a year',
    unit: 'children',
    note: 'The cost of a year is the cost of a week × 365 ÷ 7.',
    where: { column: 'cost_a_year', over: 1_000_000 },
    breakdowns: [...places, ['age_band'], ['dol_order'], ['provider_type']],
  },
]
