import { randomUUID } from 'node:crypto'
import { getReceipt } from '@rollcall/actions/receipt'
import { receiveContent } from '@rollcall/actions/receive-content'
import { submitWorkbook } from '@rollcall/actions/submit-workbook'
import { DataRequestId } from '@rollcall/domain/ids'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import {
  aWorkbook,
  everything,
  inPieces,
  jobsAsked,
  recorded,
  send,
  storedRequest,
  storedSubmission,
} from '../support/returns.ts'

const { db } = testDatabase()
const workbook = await aWorkbook()

test('a workbook that is sent becomes version 1, gets a receipt, is recorded and will be checked', async () => {
  const { as, officer, dataRequestId, authorityId } = await aDataRequest(db)

  const receipt = await send(as(officer), dataRequestId, workbook)

  expect(receipt).toMatchObject({ version: 1, kind: 'workbook', byteCount: workbook.length, dataRequestId })
  expect(receipt.checkCode).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(await getReceipt(as(officer), receipt.submissionId)).toEqual(receipt)
  expect(await storedSubmission(db, receipt.submissionId)).toMatchObject({
    ...{ dataRequestId, authorityId, version: 1, state: 'received', receivedBy: officer.personId },
    ...{ sha256: receipt.sha256, checkedAt: null },
  })
  expect(await storedRequest(db, dataRequestId)).toMatchObject({
    state: 'in-progress',
    currentSubmissionId: receipt.submissionId,
  })
  expect(await jobsAsked(db)).toEqual([
    { job: 'check-submission', input: { submissionId: receipt.submissionId } },
  ])
  const { submissionId, sha256 } = receipt
  expect(await recorded(db, dataRequestId)).toEqual([
    {
      type: 'workbook submitted',
      details: {
        dataRequestId,
        submissionId,
        version: 1,
        sha256,
        byteCount: workbook.length,
        replacesAccepted: false,
      },
      personId: officer.personId,
    },
  ])
})

test('a new version takes the place of the one before, which stays for the record; the same bytes are a version too', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)

  const first = await send(as(officer), dataRequestId, workbook)
  const second = await send(as(officer), dataRequestId, workbook)

  expect([first.version, second.version]).toEqual([1, 2])
  expect(second.sha256).toBe(first.sha256)
  expect(second.checkCode).not.toBe(first.checkCode)
  expect((await storedSubmission(db, first.submissionId)).state).toBe('superseded')
  expect((await storedRequest(db, dataRequestId)).currentSubmissionId).toBe(second.submissionId)
})

test('two uploads at the same moment become versions 1 and 2, and the later one is current', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const uploads = await Promise.all(
    [1, 2, 3, 4].map(() => receiveContent(as(officer), { dataRequestId }, inPieces(workbook))),
  )

  const receipts = await Promise.all(uploads.map((content) => submitWorkbook(as(officer), content)))

  expect(receipts.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4])
  const last = receipts.find(({ version }) => version === 4)
  expect((await storedRequest(db, dataRequestId)).currentSubmissionId).toBe(last?.submissionId)
})

test('only an officer of the authority may send, and a foreign request is as one that is not there', async () => {
  const { as, officer, signatory, analyst, foreigner, dataRequestId } = await aDataRequest(db)
  const content = await receiveContent(as(officer), { dataRequestId }, inPieces(workbook))
  const before = await everything(db, dataRequestId)

  for (const viewer of [signatory, analyst]) {
    await expect(receiveContent(as(viewer), { dataRequestId }, inPieces(workbook))).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
    await expect(submitWorkbook(as(viewer), content)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  }
  for (const id of [dataRequestId, DataRequestId.parse(randomUUID())]) {
    await expect(
      receiveContent(as(foreigner), { dataRequestId: id }, inPieces(workbook)),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  }
  await expect(submitWorkbook(as(foreigner), content)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await everything(db, dataRequestId)).toEqual(before)
})
