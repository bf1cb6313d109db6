import { z } from 'zod'
import { Column } from './column.ts'
import { DerivedColumn } from './derived-column.ts'
import { Name } from './ids.ts'

const common = {
  id: Name,
  /** The tab's name. Excel allows 31 characters, and none of [ ] : * ? / \ */
  name: z
    .string()
    .min(1)
    .max(31)
    .regex(/^[^[\]:*?/\\']+$/, "may not hold any of [ ] : * ? / \\ '"),
  /** What goes here, in a sentence or two, written at the top of the sheet. */
  intro: z.string().min(1),
  columns: z.array(Column).min(1),
  derived: z.array(DerivedColumn).default([]),
}

/** A table of rows, one child (or order, or home) a row; or a form of single answers. */
export const Sheet = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('table'),
    /** The columns whose answers together name a row for this authority, the same every year: the child's identifier. */
    key: z.array(Name).min(1),
    /** The columns that together tell the same child in two authorities' returns. */
    acrossAuthorities: z.array(Name).min(2).optional(),
  }),
  z.strictObject({ ...common, kind: z.literal('form') }),
])
export type Sheet = z.infer<typeof Sheet>
