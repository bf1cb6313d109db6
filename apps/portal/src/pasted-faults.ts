import type { Mistake } from './pages/fields.ts'

/** What is not understood in a pasted list of authorities, each beside its field. Of many only the first are told. */
export const faultsIn = (field: string, faults: readonly string[]): Mistake[] =>
  [...faults.slice(0, most), ...others(faults.length - most)].map((words) => ({ field, words }))

const most = 20
const others = (count: number): string[] =>
  count > 0 ? [`There are ${count} others that we could not understand.`] : []
