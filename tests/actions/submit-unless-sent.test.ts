import type { Context } from '@rollcall/actions/context'
import { giveUpCheck } from '@rollcall/actions/give-up-check'
import { receiveContent } from '@rollcall/actions/receive-content'
import { sendBackReturn } from '@rollcall/actions/send-back-return'
import { submitUnlessSent } from '@rollcall/actions/submit-workbook'
import { asViewer } from '@rollcall/database/transaction'
import type { DataRequestId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, contextOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { aWorkbook, inPieces, jobsAsked, sendAndCheck, veryLow } from '../support/returns.ts'

const { db } = testDatabase()
const [workbook, other] = [await aWorkbook(), await aWorkbook([veryLow])]

async function again(context: Context, dataRequestId: DataRequestId, bytes: Uint8Array) {
  const content = await receiveContent(context, { dataRequestId }, inPieces(bytes))
  const { version, isNew } = await submitUnlessSent(context, content)
  return [version, isNew]
}

const contentsOf = (dataRequestId: DataRequestId) =>
  asViewer(db, system, (trx) =>
    trx.selectFrom('contents').select('part').where('dataRequestId', '=', dataRequestId).execute(),
  )

test('a button pressed twice makes one version, and leaves nothing of the second upload', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const both = await Promise.all([1, 2].map(() => again(as(officer), dataRequestId, workbook)))

  expect(both.sort()).toEqual([
    [1, false],
    [1, true],
  ])
  expect(await jobsAsked(db)).toHaveLength(1)
  expect(await contentsOf(dataRequestId)).toEqual([{ part: 'file' }])
})

test('a large file that was sent already leaves none of its pieces', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const large = Buffer.alloc(2_500_000, 'a,b\n')

  await again(as(officer), dataRequestId, large)

  expect(await again(as(officer), dataRequestId, large)).toEqual([1, false])
  expect(await contentsOf(dataRequestId)).toEqual([{ part: 'file' }])
})

test('another file is a new version, and so is the first one sent once more after it', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  await again(as(officer), dataRequestId, workbook)

  expect(await again(as(officer), dataRequestId, other)).toEqual([2, true])
  expect(await again(as(officer), dataRequestId, workbook)).toEqual([3, true])
})

test('what nobody could check, or was sent back, may be sent again as it is', async () => {
  const { as, officer, signatory, dataRequestId } = await aDataRequest(db)
  const context = as(officer)
  const { submissionId } = await submitUnlessSent(
    context,
    await receiveContent(context, { dataRequestId }, inPieces(workbook)),
  )
  await giveUpCheck(contextOf(db, system), { submissionId })
  expect(await again(context, dataRequestId, workbook)).toEqual([2, true])

  await sendAndCheck(context, dataRequestId, workbook)
  expect(await again(context, dataRequestId, workbook)).toEqual([3, false])
  await sendBackReturn(as(signatory), { dataRequestId, reason: 'Is this right?' })
  expect(await again(context, dataRequestId, workbook)).toEqual([4, true])
})
