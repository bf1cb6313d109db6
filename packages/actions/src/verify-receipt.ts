import { createHash } from 'node:crypto'
import type { Trx } from '@rollcall/database/connect'
import {
  findReceivedByCode,
  insertReceiptCodes,
  listReceivedWithoutCode,
} from '@rollcall/database/receipt-codes'
import { readCheckCode } from '@rollcall/domain/check-code'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { receiptProblems } from '@rollcall/domain/submission'
import { type Context, transact } from './context.ts'
import { portalKey } from './portal-keys.ts'
import { receiptOf } from './receipt.ts'

/**
 * What the receipt with this check code says, for whoever is shown one: that an authority sent these bytes then, and whether they were
 * signed. Nobody is named, and nothing of what was sent is told. `undefined` where no receipt has this code.
 */
export async function verifyReceipt(context: Context, typed: string) {
  mustBeAllowed(context.viewer, 'verify a receipt')
  const checkCode = readCheckCode(typed)
  if (checkCode === undefined) throw receiptProblems.checkCodeWrong()
  const key = await portalKey(context, 'receipts')
  return await transact(context, async (trx) => {
    const codeHash = hashOf(checkCode)
    const noted = await findReceivedByCode(trx, codeHash)
    if (noted) return { checkCode, ...noted }
    await noteCodes(trx, key)
    const found = await findReceivedByCode(trx, codeHash)
    return found && { checkCode, ...found }
  })
}

/** Notes the codes of what was received since somebody last asked. */
async function noteCodes(trx: Trx, key: Uint8Array): Promise<void> {
  const received = await listReceivedWithoutCode(trx)
  const codes = received.map((submission) => ({
    codeHash: hashOf(receiptOf(key, submission).checkCode),
    submissionId: submission.id,
  }))
  await insertReceiptCodes(trx, codes)
}

const hashOf = (checkCode: string): Buffer => createHash('sha256').update(checkCode).digest()
