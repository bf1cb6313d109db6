import type { Collection } from '@rollcall/domain/collection'
import { homeless16To17 } from './homeless-16-17/collection.ts'
import { illegalHomes } from './illegal-homes/collection.ts'

// What the office can ask. To add a collection, write its folder and a line here.
export const collections: readonly Collection[] = [illegalHomes, homeless16To17]
