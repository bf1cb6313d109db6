import { z } from 'zod'
import { AuthorityKind } from './authority.ts'
import { CodeList } from './code-list.ts'
import { Figure } from './figure.ts'
import { CollectionId, Name } from './ids.ts'
import { Rule } from './rules/index.ts'
import { Sheet } from './sheet.ts'

/** What an authority says when it has nothing to report: no rows in any table, and these answers to each form. */
const NilMeaning = z.strictObject({
  /** In a sentence, as the officer declares it: 'No child for whom this authority is responsible …'. */
  means: z.string().min(1),
  /** By form and column, as an officer would type them. What is left out is blank. */
  answers: z.record(Name, z.record(Name, z.union([z.number(), z.string().min(1)]))).default({}),
})
export type NilMeaning = z.infer<typeof NilMeaning>

/** A collection part by part. Whether the parts fit together is for `collection.ts` to ask. */
export const CollectionShape = z.strictObject({
  id: CollectionId,
  version: z.int().positive(),
  title: z.string().min(1),
  purpose: z.string().min(1),
  legalBasis: z.string().min(1),
  /** What one row is, as an officer would ask: 'a child for whom this authority is responsible who …'. */
  oneRowIs: z.string().min(1),
  /** What the return is about: one day, or a period of so many months named by its last day. */
  reference: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('day') }),
    z.strictObject({ kind: z.literal('period'), months: z.int().positive() }),
  ]),
  asks: z.array(AuthorityKind).min(1),
  codeLists: z.array(CodeList).default([]),
  sheets: z.array(Sheet).min(1),
  rules: z.array(Rule).default([]),
  figures: z.array(Figure).default([]),
  /** Left out: nought has to be said in a workbook. */
  nilReturn: NilMeaning.optional(),
})

export type CollectionShape = z.infer<typeof CollectionShape>
