import { readFile } from 'node:fs/promises'
import { inflateRawSync } from 'node:zlib'
import { checkWorkbook } from '@rollcall/workbook/check-workbook'
import { limits } from '@rollcall/workbook/limits'
import { readZip } from '@rollcall/workbook/zip'
import { checkByHand } from '../hand-written.ts'
import { readRows } from '../kept-rows.ts'
import { compiled } from '../sample-rows.ts'

const roomy = { cells: 4_000_000, seconds: 600 }

/** From a file in hand to findings and the return's part of every figure. */
export async function ours({ file }: { file: string }) {
  const bytes = await readFile(file)
  return async () => {
    const { outcome, contribution } = await checkWorkbook(bytes, compiled, { limits: roomy })
    if (contribution === undefined) throw new Error(`the return was ${outcome}, so nothing was counted`)
  }
}

/** The floors of its parts together: every part unpacked, and the rows, read beforehand, checked by hand. */
export async function floors({ file, rows: rowsFile }: { file: string; rows: string }) {
  const bytes = await readFile(file)
  const rows = readRows(rowsFile)
  return () => {
    for (const { packed, deflated } of readZip(bytes, limits)) if (deflated) inflateRawSync(packed)
    checkByHand(rows)
  }
}
