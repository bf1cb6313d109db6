import { acceptReturn } from '@rollcall/actions/accept-return'
import { askForRoundExtract } from '@rollcall/actions/ask-for-round-extract'
import { askQuestion } from '@rollcall/actions/ask-question'
import { closeRound } from '@rollcall/actions/close-round'
import { compareReturns } from '@rollcall/actions/compare-returns'
import { transact } from '@rollcall/actions/context'
import { destroyContent } from '@rollcall/actions/destroy-content'
import { readContent } from '@rollcall/actions/read-content'
import { readRoundExtracts } from '@rollcall/actions/read-round-extracts'
import { refuseRoundExtract } from '@rollcall/actions/refuse-round-extract'
import { wordsOf } from '@rollcall/actions/words'
import { asViewer } from '@rollcall/database/transaction'
import { verifyAudit } from '@rollcall/database/verify-audit'
import { day } from '@rollcall/domain/calendar-date'
import { type DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, contextOf } from '../support/builders.ts'
import { sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aWorkbook, send, sendAndCheck } from '../support/returns.ts'

const { db } = testDatabase()
const why = 'it was sent by mistake'

const keysOf = (dataRequestId: DataRequestId) =>
  asViewer(db, system, (trx) =>
    trx
      .selectFrom('dataKeys')
      .select(['submissionId', 'wrapped', 'destroyedBy'])
      .where('dataRequestId', '=', dataRequestId)
      .execute(),
  )
const certificates = (dataRequestId: DataRequestId) =>
  asViewer(db, system, async (trx) => {
    const events = await trx
      .selectFrom('auditEvents')
      .select(['authorityId', 'personId', 'details'])
      .where('type', '=', 'content destroyed')
      .orderBy('seq')
      .execute()
    return events.filter(
      ({ details }) => 'dataRequestId' in details && details.dataRequestId === dataRequestId,
    )
  })
const chunksOf = (submissionId: SubmissionId) =>
  asViewer(db, system, (trx) =>
    trx
      .selectFrom('contentChunks')
      .innerJoin('contents', 'contents.id', 'contentChunks.contentId')
      .select('seq')
      .where('submissionId', '=', submissionId)
      .execute(),
  )

test('one version is destroyed: its bytes are gone, its place in the record stays, others can be read', async () => {
  const { as, officer, approver, dataRequestId, authorityId } = await aDataRequest(db)
  const workbook = await aWorkbook()
  const mistaken = await sendAndCheck(as(officer), dataRequestId, workbook)
  const right = await send(as(officer), dataRequestId, workbook)

  const done = await destroyContent(as(approver), { submissionId: mistaken.submissionId, why })

  expect(done).toEqual({ submissions: 1, requests: 1 })
  expect(await chunksOf(mistaken.submissionId)).toEqual([])
  const read = (id: SubmissionId) => transact(as(officer), (trx) => readContent(as(officer), trx, id, 'file'))
  await expect(read(mistaken.submissionId)).rejects.toMatchObject({ code: 'CONTENT_DESTROYED' })
  expect(await read(right.submissionId)).toEqual(Buffer.from(workbook))
  const destroyed = (await keysOf(dataRequestId)).filter(({ wrapped }) => wrapped === null)
  expect(destroyed).toEqual([
    { submissionId: mistaken.submissionId, wrapped: null, destroyedBy: approver.personId },
  ])
  expect(await certificates(dataRequestId)).toEqual([
    {
      authorityId,
      personId: approver.personId,
      details: {
        roundId: expect.any(String),
        dataRequestId,
        submissionId: mistaken.submissionId,
        version: 1,
        sha256: mistaken.sha256,
        holds: 'return',
        why,
      },
    },
  ])
  const told = await asViewer(db, officer, (trx) => trx.selectFrom('notices').select('kind').execute())
  expect(told).toContainEqual({ kind: 'content destroyed' })
})

test('a whole request is destroyed once its round is closed, with what was written about it', async () => {
  const { as, officer, analyst, approver, roundId, dataRequestId } = await aDataRequest(db)
  await send(as(officer), dataRequestId, await aWorkbook())
  await askQuestion(as(officer), { dataRequestId, text: 'May we?' })

  await expect(destroyContent(as(approver), { dataRequestId, why })).rejects.toMatchObject({
    code: 'ROUND_NOT_OVER',
  })
  await closeRound(contextOf(db, analyst, { today: day('2025-01-06') }), { roundId })
  expect(await destroyContent(as(approver), { dataRequestId, why })).toEqual({ submissions: 1, requests: 1 })
  expect((await keysOf(dataRequestId)).map(({ wrapped }) => wrapped)).toEqual([null, null])
  await expect(
    transact(as(officer), (trx) => wordsOf(as(officer), trx, dataRequestId)),
  ).rejects.toMatchObject({ code: 'CONTENT_DESTROYED' })
  expect(
    (await certificates(dataRequestId)).map(({ details }) => 'holds' in details && details.holds).toSorted(),
  ).toEqual(['return', 'words'])
  await expect(destroyContent(as(approver), { dataRequestId, why })).rejects.toMatchObject({
    code: 'DESTROYED_BEFORE',
  })
})

test('a round is destroyed once it is closed, every request of it', async () => {
  const { as, officer, approver, analyst, roundId, dataRequestId, foreignDataRequestId } =
    await aDataRequest(db)
  await send(as(officer), dataRequestId, await aWorkbook())

  await expect(destroyContent(as(approver), { roundId, why })).rejects.toMatchObject({
    code: 'ROUND_NOT_OVER',
  })
  expect(await certificates(dataRequestId)).toEqual([])
  const later = { today: day('2025-01-06') }
  await closeRound(contextOf(db, analyst, later), { roundId })

  expect(await destroyContent(as(approver), { roundId, why: 'its retention date has come' })).toEqual({
    submissions: 1,
    requests: 3,
  })
  for (const id of [dataRequestId, foreignDataRequestId]) {
    expect((await keysOf(id)).every(({ wrapped }) => wrapped === null)).toBe(true)
  }
  expect(await asViewer(db, system, (trx) => verifyAudit(trx))).toMatchObject({ whole: true })
})

test('what was compared of a destroyed return goes with it, its children’s marks too, and it is accepted no more', async () => {
  const request = await aDataRequest(db)
  const { as, analyst, approver, dataRequestId, roundId } = request
  const { submissionId } = await sendAndSign(request, request, await aWorkbook())
  await compareReturns(as(system), { roundId })
  const marksOf = () =>
    asViewer(db, system, (trx) =>
      trx.selectFrom('signedMarks').select('mark').where('dataRequestId', '=', dataRequestId).execute(),
    )
  expect((await marksOf()).length).toBeGreaterThan(0)

  await destroyContent(as(approver), { submissionId, why })
  expect(await marksOf()).toEqual([])
  await compareReturns(as(system), { roundId })

  expect(await marksOf()).toEqual([])
  await expect(acceptReturn(as(analyst), { dataRequestId })).rejects.toMatchObject({
    code: 'CONTENT_DESTROYED',
  })
})

test('why rows of a round were asked for is destroyed with the last of what was written in it', async () => {
  const { as, analyst, approver, roundId, dataRequestId } = await aDataRequest(db)
  const wanted = { sheet: 'children', columns: ['sex'], reason: 'Rose is in two returns.', roundId }
  const asked = await askForRoundExtract(as(analyst), wanted)
  await refuseRoundExtract(as(approver), { ...asked, reason: 'Ask about Rose.' })
  const whyAsked = async () =>
    (await readRoundExtracts(as(analyst), roundId)).map(({ reason, refusedBecause }) => [
      reason,
      refusedBecause,
    ])
  await closeRound(contextOf(db, analyst, { today: day('2025-01-06') }), { roundId })

  await destroyContent(as(approver), { dataRequestId, why })
  expect(await whyAsked()).toEqual([['Rose is in two returns.', 'Ask about Rose.']])
  await destroyContent(as(approver), { roundId, why })

  expect(await whyAsked()).toEqual([[null, null]])
})

test('only an approver destroys, and what is not there is missing', async () => {
  const { as, officer, signatory, analyst, approver, dataRequestId } = await aDataRequest(db)
  for (const viewer of [officer, signatory, analyst, system]) {
    await expect(destroyContent(as(viewer), { dataRequestId, why })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
  }
  const submissionId = SubmissionId.parse(crypto.randomUUID())
  await expect(destroyContent(as(approver), { submissionId, why })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await certificates(dataRequestId)).toEqual([])
})
