import type { CollectionInput } from '@rollcall/domain/collection'

/** A rule as it is written down, before what has a usual value is filled in. */
export type WrittenRule = NonNullable<CollectionInput['rules']>[number]
