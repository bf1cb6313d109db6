import type { Cell } from '../cell.ts'
import type { Contribution } from '../contribution.ts'
import { aCheck, aTable, compiledFor } from './a-check.ts'

const costs = { sheet: 'children', column: 'cost', unit: '£', decimals: 2 }
const collection = aTable(
  [
    { id: 'born', heading: 'Born', type: 'date' },
    { id: 'cost', heading: 'Cost', type: 'money', notHeld: true },
    { id: 'order', heading: 'Order', type: 'yes-no', notHeld: true },
  ],
  {
    derived: [
      { id: 'age', heading: 'Age', kind: 'age', of: 'born' },
      {
        id: 'age_band',
        heading: 'Age band',
        kind: 'band',
        of: 'age',
        bands: [
          { label: 'Under 10', below: 10 },
          { label: '10 to 15', from: 10, below: 16 },
          { label: '16 to 17', from: 16 },
        ],
      },
    ],
    figures: [
      {
        id: 'children',
        title: 'Children',
        unit: 'children',
        kind: 'count',
        sheet: 'children',
        breakdowns: [['region'], ['authority'], ['age_band'], ['age'], ['order'], ['region', 'age_band']],
      },
      { id: 'spent', title: 'Spent', kind: 'sum', ...costs },
      { id: 'mean_cost', title: 'Mean', kind: 'mean', ...costs, breakdowns: [['authority'], ['age_band']] },
      { id: 'mean_daily_cost', title: 'Mean a day', kind: 'mean', over: 7, ...costs },
      { id: 'median_cost', title: 'Median', kind: 'median', ...costs },
      { id: 'lower_quartile', title: 'Lower quartile', kind: 'quantile', at: 0.25, ...costs },
      { id: 'lowest', title: 'Lowest', kind: 'minimum', ...costs },
      { id: 'highest', title: 'Highest', kind: 'maximum', ...costs },
      {
        id: 'share_order',
        title: 'Under an order',
        unit: '%',
        decimals: 1,
        kind: 'share',
        sheet: 'children',
        of: { column: 'order', is: 'yes' },
        among: { column: 'order', answered: true },
        breakdowns: [['authority']],
      },
      {
        id: 'cost_of_orders',
        title: 'Ratio',
        unit: '£',
        decimals: 2,
        kind: 'ratio',
        sheet: 'children',
        numerator: { sum: 'cost' },
        denominator: { count: { column: 'order', is: 'yes' } },
      },
      {
        id: 'rate',
        title: 'Rate',
        unit: 'per 1,000',
        decimals: 1,
        kind: 'rate',
        sheet: 'children',
        per: 1000,
        population: 'children-in-care',
      },
      { id: 'spread_order', title: 'Spread', unit: '%', decimals: 1, kind: 'spread', of: 'share_order' },
      {
        id: 'yearly',
        title: 'Yearly',
        unit: '£',
        kind: 'estimate',
        formula: {
          name: 'yearly cost',
          version: 1,
          says: 'children × mean daily cost × 365',
          value: { times: [{ figure: 'children' }, { figure: 'mean_daily_cost' }, 365] },
        },
      },
    ],
  },
)
/** A collection with a figure of every kind. */
export const everyKind = compiledFor(collection)
const headings = ['Child ID', 'Born', 'Cost', 'Order']

export type Child = [born: Cell, cost: Cell, order: Cell]
/** What a return with these children comes to. */
export const contributionOf = (authority: string, children: readonly Child[]): Contribution =>
  aCheck(
    collection,
    { Children: [headings, ...children.map((child, index) => [`A${index}`, ...child])] },
    { authority },
  ).contribution

const birmingham = contributionOf('330', [
  ['01/09/2022', 7000, 'yes'],
  ['01/09/2010', 14_000, 'no'],
  ['01/01/2008', 'Not held', 'yes'],
])
const camden = contributionOf('202', [['02/09/2008', 700.07, 'Not held']])
export const contributions = { birmingham, camden }
