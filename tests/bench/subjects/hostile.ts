import { readFile } from 'node:fs/promises'
import { checkWorkbook } from '@rollcall/workbook/check-workbook'
import { Refusal } from '@rollcall/workbook/refusal'
import { compiled } from '../sample-rows.ts'

/** Checks a file that may be refused, and says what came of it. */
export async function check({ file }: { file: string }) {
  const bytes = await readFile(file)
  return async () => {
    try {
      return (await checkWorkbook(bytes, compiled)).outcome
    } catch (error) {
      if (error instanceof Refusal) return `refused: ${error.code}`
      throw error
    }
  }
}
