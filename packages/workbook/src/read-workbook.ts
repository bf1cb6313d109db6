import type { WorkbookFacts } from '@rollcall/domain/workbook-facts'
import { readCsv } from './csv.ts'
import { isZip, mustBeText } from './file-kinds.ts'
import { limits as defaultLimits, type Limits, startBudget } from './limits.ts'
import { Refusal } from './refusal.ts'
import type { Visitor } from './visitor.ts'
import { readXlsx } from './xlsx.ts'

export type { Visitor } from './visitor.ts'

/** Reads .xlsx or .csv, decided by content. Throws a Refusal, and nothing else, for whatever is wrong with the file. */
export async function readWorkbook(
  bytes: Uint8Array,
  visitor: Visitor,
  limits?: Partial<Limits>,
): Promise<WorkbookFacts> {
  const budget = startBudget({ ...defaultLimits, ...limits })
  if (bytes.length === 0) throw new Refusal('empty')
  if (bytes.length > budget.limits.uploadBytes) throw new Refusal('too-big')
  if (isZip(bytes)) return await readXlsx(bytes, visitor, budget)
  mustBeText(bytes)
  return await readCsv(bytes, visitor, budget)
}
