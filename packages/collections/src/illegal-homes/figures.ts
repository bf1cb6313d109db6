import type { CollectionInput } from '@rollcall/domain/collection'
import { area } from './columns.ts'
import { costFigures } from './cost-figures.ts'

type Figures = NonNullable<CollectionInput['figures']>

const places = [['region'], ['authority']]
const children = { sheet: 'children', breakdowns: places }
const form = { sheet: 'return', breakdowns: places }

const counts: Figures = [
  {
    id: 'children',
    kind: 'count',
    title: "Children living in illegal children's homes on the day",
    unit: 'children',
    sheet: 'children',
    breakdowns: [
      ...places,
      ['age_band'],
      ['age'],
      ['sex'],
      ['ethnic_group'],
      ['ethnicity'],
      ['setting_type'],
      ['dol_order'],
      ['uasc'],
      ['legal_status_group'],
      ['ehcp'],
      ['camhs'],
      ['provider_type'],
      ['main_reason'],
      ['registration_applied'],
      ['length_of_stay'],
      ['area'],
      ['placed_region'],
    ],
  },
  {
    ...children,
    id: 'also_last_round',
    kind: 'count',
    title: 'Children who were also in the last return of the same authority',
    unit: 'children',
    note: 'Found by the child ID, in authorities that made a return both times.',
    where: { inLastRound: true },
    breakdowns: [...places, ['age_band'], ['length_of_stay']],
  },
  {
    ...children,
    id: 'rate_per_1000_in_care',
    kind: 'rate',
    title: "Children living in illegal children's homes for every 1,000 children in care",
    unit: 'for every 1,000 children in care',
    decimals: 1,
    per: 1000,
    population: 'children-in-care',
  },
]

const ages: Figures = [
  {
    ...children,
    id: 'youngest_age',
    kind: 'minimum',
    title: 'Age of the youngest child',
    unit: 'years',
    column: 'age',
  },
]

const shares: Figures = [
  {
    ...children,
    id: 'share_dol',
    kind: 'share',
    title: 'Children under a deprivation of liberty order',
    unit: '%',
    decimals: 1,
    note: 'Of children for whom there is an answer.',
    of: { column: 'dol_order', is: 'yes' },
    among: { column: 'dol_order', answered: true },
    breakdowns: [...places, ['age_band']],
  },
  {
    ...children,
    id: 'share_ehcp',
    kind: 'share',
    title: 'Children with an education, health and care plan',
    unit: '%',
    decimals: 1,
    note: 'Of children for whom there is an answer.',
    of: { column: 'ehcp', is: 'yes' },
    among: { column: 'ehcp', answered: true },
    breakdowns: [...places, ['age_band']],
  },
  {
    ...children,
    id: 'share_camhs',
    kind: 'share',
    title: 'Children receiving support from child and adolescent mental health services',
    unit: '%',
    decimals: 1,
    note: 'Of children for whom there is an answer.',
    of: { column: 'camhs', is: 'yes' },
    among: { column: 'camhs', answered: true },
    breakdowns: [...places, ['age_band']],
  },
  {
    ...children,
    id: 'share_out_of_area',
    kind: 'share',
    title: 'Children living outside the area of the authority responsible for them',
    unit: '%',
    decimals: 1,
    note: 'Of children for whom there is an answer.',
    of: { column: 'area', is: area.other },
    among: { column: 'area', answered: true },
    breakdowns: [...places, ['age_band']],
  },
  {
    ...children,
    id: 'share_uasc',
    kind: 'share',
    title: 'Unaccompanied asylum-seeking children',
    unit: '%',
    decimals: 1,
    note: 'Of children for whom it is established.',
    of: { column: 'uasc', is: 'yes' },
    among: { column: 'uasc', in: ['yes', 'no'] },
    breakdowns: [...places, ['age_band']],
  },
]

const stays: Figures = [
  {
    ...children,
    id: 'mean_days',
    kind: 'mean',
    title: 'Days in the home so far, on average (mean)',
    unit: 'days',
    decimals: 1,
    column: 'stay_days',
    breakdowns: [...places, ['age_band'], ['setting_type']],
  },
  {
    ...children,
    id: 'median_days',
    kind: 'median',
    title: 'Days in the home so far, in the middle of the range (median)',
    unit: 'days',
    decimals: 1,
    column: 'stay_days',
    breakdowns: [...places, ['age_band'], ['setting_type']],
  },
  {
    ...children,
    id: 'over_one_year',
    kind: 'count',
    title: 'Children there for a year or more',
    unit: 'children',
    note: '12 completed months or more by the reference date.',
    where: { column: 'stay_months', over: 11 },
    breakdowns: [...places, ['age_band']],
  },
  {
    ...children,
    id: 'over_two_years',
    kind: 'count',
    title: 'Children there for two years or more',
    unit: 'children',
    note: '24 completed months or more by the reference date.',
    where: { column: 'stay_months', over: 23 },
    breakdowns: [...places, ['age_band']],
  },
]

const returns: Figures = [
  {
    ...form,
    id: 'children_in_year',
    kind: 'sum',
    title:
      "Children who lived in an illegal children's home at any time in the 12 months to the reference date",
    unit: 'children',
    note: 'As counted by each authority. A child who moved between authorities may be counted by both.',
    column: 'children_in_year',
  },
  {
    ...form,
    id: 'spent_in_year',
    kind: 'sum',
    title: "Spent on illegal children's homes in the 12 months to the reference date",
    unit: '£',
    note: 'As given by the authorities that hold it.',
    column: 'spent_in_year',
  },
  {
    ...form,
    id: 'notified_ofsted',
    kind: 'sum',
    title: 'Placements that Ofsted was told about in the 12 months to the reference date',
    unit: 'placements',
    note: 'As given by the authorities that hold it.',
    column: 'notified_ofsted',
  },
  {
    ...form,
    id: 'authorities_with_children',
    kind: 'count',
    title: 'Authorities with at least one child to report',
    unit: 'authorities',
    where: { column: 'children_on_day', over: 0 },
  },
  {
    ...form,
    id: 'authorities_nil',
    kind: 'count',
    title: 'Authorities with no child to report',
    unit: 'authorities',
    where: { column: 'children_on_day', is: 0 },
  },
]

const spreads: Figures = [
  {
    id: 'children_spread',
    kind: 'spread',
    title: 'Children in one authority',
    unit: 'children',
    of: 'children',
  },
  {
    id: 'rate_spread',
    kind: 'spread',
    title: 'Children for every 1,000 children in care in one authority',
    unit: 'for every 1,000 children in care',
    decimals: 1,
    of: 'rate_per_1000_in_care',
  },
  {
    id: 'mean_weekly_cost_spread',
    kind: 'spread',
    title: 'Mean cost of a week in one authority',
    unit: '£',
    decimals: 2,
    of: 'mean_weekly_cost',
  },
  {
    id: 'share_dol_spread',
    kind: 'spread',
    title: 'Share of one authority’s children under a deprivation of liberty order',
    unit: '%',
    decimals: 1,
    of: 'share_dol',
  },
]

export const figures: Figures = [
  ...counts,
  ...ages,
  ...shares,
  ...stays,
  ...costFigures,
  ...returns,
  ...spreads,
]
