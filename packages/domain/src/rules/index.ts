import { z } from 'zod'
import { Name } from '../ids.ts'
import { existsIn, noOverlap, unique } from './across-rows.ts'
import { blankWhen, required, requiredWhen } from './required.ts'
import type { ConditionReference, Reference, RuleScope, Watch } from './rule-kind.ts'
import { addsUp } from './sums.ts'
import { between, compare, holds, oneOf } from './values.ts'
import { againstReference, changedSinceLastRound, shareOfRows } from './whole-return.ts'

// Every way a return can be wrong. To add one, write its kind and give it a name here.
const ruleKinds = {
  required,
  'required-when': requiredWhen,
  'blank-when': blankWhen,
  'one-of': oneOf,
  between,
  compare,
  holds,
  unique,
  'adds-up': addsUp,
  'exists-in': existsIn,
  'no-overlap': noOverlap,
  'changed-since-last-round': changedSinceLastRound,
  'share-of-rows': shareOfRows,
  'against-reference': againstReference,
}
export type RuleKindName = keyof typeof ruleKinds

// Generic in the options' shape and not in the kind: the compiler is ten times as quick.
const rule = <Kind extends RuleKindName, Shape extends z.ZodRawShape>(
  kind: Kind,
  { options }: { readonly options: z.ZodObject<Shape, z.core.$strict> },
) =>
  z.strictObject({
    /** Quoted in findings, letters and guidance, so never reused: 'IH-014'. */
    code: z.string().regex(/^[A-Z]{2,4}-\d{3}$/, 'is not a rule code such as IH-014'),
    severity: z.literal(['error', 'query', 'note']),
    sheet: Name,
    kind: z.literal(kind),
    ...options.shape,
    /** The collection's own words in place of the kind's. `{column_id}` stands for that column's answer. */
    says: z
      .strictObject({ message: z.string().min(1), expected: z.string().min(1), fix: z.string().min(1) })
      .partial()
      .optional(),
  })

/** One rule of a collection. */
export const Rule = z.discriminatedUnion('kind', [
  rule('required', required),
  rule('required-when', requiredWhen),
  rule('blank-when', blankWhen),
  rule('one-of', oneOf),
  rule('between', between),
  rule('compare', compare),
  rule('holds', holds),
  rule('unique', unique),
  rule('adds-up', addsUp),
  rule('exists-in', existsIn),
  rule('no-overlap', noOverlap),
  rule('changed-since-last-round', changedSinceLastRound),
  rule('share-of-rows', shareOfRows),
  rule('against-reference', againstReference),
])
export type Rule = z.infer<typeof Rule>

/** A rule's kind, for use with that rule. */
export const kindOf = (rule: { readonly kind: RuleKindName }) =>
  ruleKinds[rule.kind] as unknown as {
    references(rule: Rule): readonly (Reference | ConditionReference)[]
    watch(rule: Rule, scope: RuleScope): Watch
  }
