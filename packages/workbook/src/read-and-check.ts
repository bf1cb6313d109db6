import { type CheckedReturn, type CheckOptions, startCheck } from '@rollcall/domain/check'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { Limits } from './limits.ts'
import { readWorkbook } from './read-workbook.ts'

export interface ReadAndCheckOptions extends CheckOptions {
  readonly limits?: Partial<Limits> | undefined
}

/** Reads a return and checks it in one pass over its rows: here, on the server and in a browser alike. Throws a Refusal, and nothing else, for a file that cannot be accepted. */
export async function readAndCheck(
  bytes: Uint8Array,
  compiled: CompiledCollection,
  { limits, ...options }: ReadAndCheckOptions,
): Promise<CheckedReturn> {
  const check = startCheck(compiled, options)
  return check.finish(await readWorkbook(bytes, check, limits))
}
