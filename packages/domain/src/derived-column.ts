import { z } from 'zod'
import { Name } from './ids.ts'

const common = { id: Name, heading: z.string().min(1) }

/** A band of a number: from `from` (included) to `below` (not included). Left out: without end. */
const Band = z.strictObject({
  label: z.string().min(1),
  from: z.number().optional(),
  below: z.number().optional(),
})

/** A column nobody fills in, worked out from those that are. Blank where its source is blank, not held where that is not held. */
export const DerivedColumn = z.discriminatedUnion('kind', [
  /** Completed years on the reference date. */
  z.strictObject({ ...common, kind: z.literal('age'), of: Name }),
  /** Whole days, or completed calendar months, from one date to another (left out: to the reference date). */
  z.strictObject({ ...common, kind: z.literal('days-between'), from: Name, to: Name.optional() }),
  z.strictObject({ ...common, kind: z.literal('months-between'), from: Name, to: Name.optional() }),
  z.strictObject({ ...common, kind: z.literal('band'), of: Name, bands: z.array(Band).min(1) }),
  /** The group of a code: 'White' for White British. */
  z.strictObject({ ...common, kind: z.literal('group'), of: Name }),
  /** The region an authority is in; for a place outside, the code list's group. */
  z.strictObject({ ...common, kind: z.literal('region'), of: Name }),
  /** Whether the authority named is the one making the return. */
  z.strictObject({
    ...common,
    kind: z.literal('own-authority'),
    of: Name,
    same: z.string().min(1),
    other: z.string().min(1),
  }),
  /** The sum of whole-number or money columns; not held if one of them is, blank if one is blank. */
  z.strictObject({ ...common, kind: z.literal('sum-of'), of: z.array(Name).min(2) }),
  /** A number times one number over another, rounded half up to its own unit: weekly cost × 365 ÷ 7. */
  z.strictObject({
    ...common,
    kind: z.literal('scaled'),
    of: Name,
    times: z.int().positive(),
    over: z.int().positive(),
  }),
])
export type DerivedColumn = z.infer<typeof DerivedColumn>
