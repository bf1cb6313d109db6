import type { z } from 'zod'
import { faultsOf } from './collection-faults.ts'
import { CollectionShape } from './collection-shape.ts'

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
