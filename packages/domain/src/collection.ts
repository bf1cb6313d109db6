import { z } from 'zod'
import { AuthorityKind } from './authority.ts'
import { CodeList } from './code-list.ts'
import { faultsOf } from './collection-faults.ts'
import { Figure } from './figure.ts'
import { CollectionId } from './ids.ts'
import { Rule } from './rules/index.ts'
import { Sheet } from './sheet.ts'

const CollectionShape = z.strictObject({
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
})

/**
 * A collection as data: what is asked for, how answers are checked and what is worked out from them. A wrong one is refused
 * with a sentence that names the place. No code knows any collection by name.
 */
export const Collection = CollectionShape.superRefine((collection, context) => {
  for (const { path, message } of faultsOf(collection)) {
    context.addIssue({ code: 'custom', path: [...path], message })
  }
})
export type Collection = z.infer<typeof CollectionShape>
/** A collection as it is written down: what has a usual value may be left out. */
export type CollectionInput = z.input<typeof CollectionShape>

/** Reads a collection, or throws an Error that says, for each fault, where it is and what is wrong. */
export function readCollection(input: unknown): Collection {
  const read = Collection.safeParse(input)
  if (read.success) return read.data
  const faults = read.error.issues.map(({ path, message }) => `${placeOf(path)}: ${message}`)
  throw new Error(`This collection cannot be used.\n${faults.join('\n')}`)
}

/** 'sheets[0].columns[2].type' */
function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
  return place.replace(/^\./, '') || 'collection'
}
