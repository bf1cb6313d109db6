import { explainFindings } from '@rollcall/actions/explain-findings'
import { sendBackReturn } from '@rollcall/actions/send-back-return'
import { wordsOf } from '@rollcall/actions/words'
import { listReturnDecisions } from '@rollcall/database/return-decisions'
import { asViewer } from '@rollcall/database/transaction'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import {
  aWorkbook,
  everything,
  recorded,
  sendAndCheck,
  storedRequest,
  storedSubmission,
  told,
  veryLow,
} from '../support/returns.ts'

const { db } = testDatabase()
const workbook = await aWorkbook()
const reason = 'Jo Smith, who came in August, is missing.'

test('a signatory gives a return back with what is wrong with it, and its officers read why', async () => {
  const { as, officer, signatory, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, workbook)

  await sendBackReturn(as(signatory), { dataRequestId, reason })

  expect((await storedRequest(db, dataRequestId)).state).toBe('in-progress')
  expect((await storedSubmission(db, submissionId)).state).toBe('ready')
  await asViewer(db, officer, async (trx) => {
    const [decision] = await listReturnDecisions(trx, dataRequestId)
    expect(decision).toMatchObject({ decision: 'sent back', submissionId, decidedBy: signatory.personId })
    const words = await wordsOf(as(officer), trx, dataRequestId)
    expect(words.open(decision?.reasonSealed ?? expect.fail())).toBe(reason)
  })
  expect((await recorded(db, dataRequestId)).at(-1)).toEqual({
    type: 'return sent back',
    details: { dataRequestId, submissionId },
    personId: signatory.personId,
  })
  expect((await told(db, dataRequestId)).at(-1)).toEqual({ kind: 'return sent back', recipients: 'officers' })
})

test('what was sent after the signatory looked is not sent back', async () => {
  const { as, officer, signatory, dataRequestId } = await aDataRequest(db)
  const looked = await sendAndCheck(as(officer), dataRequestId, workbook)
  const newest = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([{ provider_name: 'A Ltd' }]))
  const before = await everything(db, dataRequestId)

  const sending = sendBackReturn(as(signatory), { dataRequestId, sha256: looked.sha256, reason })

  await expect(sending).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' })
  expect(await everything(db, dataRequestId)).toEqual(before)
  await sendBackReturn(as(signatory), { dataRequestId, sha256: newest.sha256, reason })
  expect((await storedRequest(db, dataRequestId)).state).toBe('in-progress')
})

test('what was sent back goes to the signatory again with better words, or as a new version', async () => {
  const { as, officer, signatory, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([veryLow]))
  const explain = (text: string) =>
    explainFindings(as(officer), { submissionId, explanations: [{ findings: [1], text }] })

  await explain('It is right.')
  await sendBackReturn(as(signatory), { dataRequestId, reason: 'Say why it is right.' })
  expect(await explain('The health board paid.')).toMatchObject({ requestState: 'awaiting-sign-off' })

  await sendBackReturn(as(signatory), { dataRequestId, reason })
  await sendAndCheck(as(officer), dataRequestId, workbook)
  expect((await storedRequest(db, dataRequestId)).state).toBe('awaiting-sign-off')
})

test('only a signatory of the authority sends back', async () => {
  const { as, officer, approver, signatory, foreigner, dataRequestId } = await aDataRequest(db)
  await sendAndCheck(as(officer), dataRequestId, workbook)
  const before = await everything(db, dataRequestId)

  for (const viewer of [officer, approver]) {
    await expect(sendBackReturn(as(viewer), { dataRequestId, reason })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
  }
  const foreign = { ...signatory, authorityId: foreigner.authorityId }
  await expect(sendBackReturn(as(foreign), { dataRequestId, reason })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await everything(db, dataRequestId)).toEqual(before)
})
