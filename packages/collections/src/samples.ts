import { makeHomeless16To17 } from './homeless-16-17/sample.ts'
import { makeIllegalHomes } from './illegal-homes/sample.ts'
import type { MakeSample } from './sample/sample.ts'

// How to make believable returns of each collection. To add one, write its maker beside the collection and a line here.
export const samples: Readonly<Record<string, MakeSample>> = {
  'illegal-homes': makeIllegalHomes,
  'homeless-16-17': makeHomeless16To17,
}
