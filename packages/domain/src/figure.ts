import { z } from 'zod'
import { Condition } from './condition.ts'
import { Expression } from './expression.ts'
import { Name } from './ids.ts'

/** Something of the rows that adds: how many there are, or a column's sum. */
export const Measure = z.union([
  z.strictObject({ count: Condition.optional() }),
  z.strictObject({ sum: Name, where: Condition.optional() }),
])
export type Measure = z.infer<typeof Measure>

const common = {
  id: Name,
  title: z.string().min(1),
  /** What the number is a number of: 'children', '£', '%', 'days', 'authorities'. */
  unit: z.string().min(1),
  decimals: z.int().min(0).max(6).default(0),
  /** What else a reader has to know to read it rightly. */
  note: z.string().min(1).optional(),
}

const ofRows = {
  ...common,
  sheet: Name,
  /** Which rows. Left out: all of them. */
  where: Condition.optional(),
  /**
   * By what it is broken down, beside the total for England, each a list of columns taken together. 'region' and 'authority'
   * stand for those of the authority making the return.
   */
  breakdowns: z.array(z.array(Name).min(1)).default([]),
}

/** Every kind of figure. All are read off sums and histograms of whole numbers, which add, so they are exact. */
export const Figure = z.discriminatedUnion('kind', [
  z.strictObject({ ...ofRows, kind: z.literal('count') }),
  z.strictObject({ ...ofRows, kind: z.literal('sum'), column: Name }),
  /** `over` divides the mean: a weekly cost over 7 is a daily one. */
  z.strictObject({ ...ofRows, kind: z.literal('mean'), column: Name, over: z.int().positive().default(1) }),
  z.strictObject({ ...ofRows, kind: z.literal('median'), column: Name }),
  /** The value below which this share of the rows lie; halfway between two rows where it falls between them. */
  z.strictObject({ ...ofRows, kind: z.literal('quantile'), column: Name, at: z.number().gt(0).lt(1) }),
  z.strictObject({ ...ofRows, kind: z.literal('minimum'), column: Name }),
  z.strictObject({ ...ofRows, kind: z.literal('maximum'), column: Name }),
  /** Rows for which `of` holds, as a percentage of those for which `among` does. */
  z.strictObject({ ...ofRows, kind: z.literal('share'), of: Condition, among: Condition }),
  /** One measure for every so many of another: 100 for a percentage. */
  z.strictObject({
    ...ofRows,
    kind: z.literal('ratio'),
    numerator: Measure,
    denominator: Measure,
    per: z.int().positive().default(1),
  }),
  /** Rows per so many of a reference population of the authorities included. */
  z.strictObject({
    ...ofRows,
    kind: z.literal('rate'),
    per: z.int().positive(),
    population: z.string().min(1),
  }),
  /** The lowest, the median and the highest of another figure across the authorities included that have one. */
  z.strictObject({ ...common, kind: z.literal('spread'), of: Name }),
  /** Worked out from other figures by a formula with a name and a version, shown as it is written. */
  z.strictObject({
    ...common,
    kind: z.literal('estimate'),
    formula: z.strictObject({
      name: z.string().min(1),
      version: z.int().positive(),
      says: z.string().min(1),
      value: Expression,
    }),
    breakdowns: z.array(z.array(Name).min(1)).default([]),
  }),
])
export type Figure = z.infer<typeof Figure>
export type FigureOf<Kind extends Figure['kind']> = Extract<Figure, { kind: Kind }>
