import { acceptExplanations } from '@rollcall/actions/accept-explanations'
import { answerDataQuery } from '@rollcall/actions/answer-data-query'
import { closeDataQuery } from '@rollcall/actions/close-data-query'
import { explainFindings } from '@rollcall/actions/explain-findings'
import { listFindings } from '@rollcall/actions/list-findings'
import { readDataQuery } from '@rollcall/actions/read-data-queries'
import { readReview } from '@rollcall/actions/read-review'
import { receiveContent } from '@rollcall/actions/receive-content'
import { refuseExplanations } from '@rollcall/actions/refuse-explanations'
import { reopenDataQuery } from '@rollcall/actions/reopen-data-query'
import { signOffReturn } from '@rollcall/actions/sign-off-return'
import { submitUnlessSent } from '@rollcall/actions/submit-workbook'
import { takeBackExplanationDecisions } from '@rollcall/actions/take-back-explanation-decisions'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import { expect, test } from 'vitest'
import { aDataRequest, type Cast, day } from '../support/builders.ts'
import { standing } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import {
  aWorkbook,
  check,
  inPieces,
  recorded,
  sendAndCheck,
  storedRequest,
  storedSubmission,
  veryLow,
} from '../support/returns.ts'

const { db } = testDatabase()
const rule = 'IH-014'
const threeOdd = await aWorkbook([veryLow, veryLow, veryLow])
const refusal = { rule, dueOn: day('2024-10-08'), text: 'Which part does the health board pay?' }

/** A signed return with three queries: two explained with one reason, one with another. */
async function aReturnWithReasons() {
  const request = await aDataRequest(db)
  const { as, officer, dataRequestId } = request
  const sent = await sendAndCheck(as(officer), dataRequestId, threeOdd)
  await explainFindings(as(officer), {
    submissionId: sent.submissionId,
    explanations: [
      { findings: [1, 2], text: 'The health board pays the rest.' },
      { findings: [3], text: 'A short stay.' },
    ],
  })
  await sign(request, sent.sha256, request)
  return { ...request, ...sent }
}

const sign = (
  { as, signatory }: Cast,
  sha256: string,
  { dataRequestId }: Pick<Awaited<ReturnType<typeof aDataRequest>>, 'dataRequestId'>,
) => signOffReturn(as(signatory), { dataRequestId, sha256, statement: statementOfTruth })

type Request = Awaited<ReturnType<typeof aReturnWithReasons>>

/** What the office reads of the rule's reasons: each with what was decided on it. */
async function reasonsOf({ as, analyst, dataRequestId }: Request) {
  const { rules } = await readReview(as(analyst), dataRequestId)
  const { explanations, open } = rules.find((one) => one.rule === rule) ?? expect.fail()
  return { open, explanations, decisions: explanations.map(({ decided }) => decided?.decision ?? null) }
}
const unreadIn = async ({ submissionId }: Pick<Request, 'submissionId'>) =>
  (await storedSubmission(db, submissionId)).unreadExplanationCount

test('an analyst accepts one reason for all it was given for, and the others wait', async () => {
  const request = await aReturnWithReasons()
  const { as, analyst, submissionId, dataRequestId } = request
  expect(await unreadIn(request)).toBe(3)
  const [{ explanationId } = expect.fail()] = (await reasonsOf(request)).explanations

  const decided = await acceptExplanations(as(analyst), { submissionId, rule, reasons: [explanationId] })

  expect(decided).toEqual({ decided: 2, unread: 1 })
  expect(await unreadIn(request)).toBe(1)
  const { explanations, decisions } = await reasonsOf(request)
  expect(decisions).toEqual(['accepted', null])
  expect(explanations[0]?.decided).toMatchObject({ decidedBy: 'Some analyst', dataQueryId: null })
  expect((await storedRequest(db, dataRequestId)).state).toBe('signed')
  expect((await recorded(db, dataRequestId)).at(-1)).toMatchObject({
    type: 'explanations accepted',
    details: { rule, findings: 2, version: 1 },
  })
  await acceptExplanations(as(analyst), { submissionId, rule })
  expect((await reasonsOf(request)).decisions).toEqual(['accepted', 'accepted'])
  await expect(acceptExplanations(as(analyst), { submissionId, rule })).rejects.toMatchObject({
    code: 'NO_SUCH_REASON',
  })
})

test('what was accepted stays accepted in a later version while its value stays', async () => {
  const request = await aReturnWithReasons()
  const { as, analyst, officer, submissionId, dataRequestId } = request
  await acceptExplanations(as(analyst), { submissionId, rule })
  const changed = await aWorkbook([veryLow, { weekly_cost: 410 }, veryLow])

  const second = await sendAndCheck(as(officer), dataRequestId, changed)

  expect(await storedSubmission(db, second.submissionId)).toMatchObject({
    openQueryCount: 1,
    unreadExplanationCount: 0,
  })
  const explanations = [{ rule, text: 'The health board pays more of it now.' }]
  await explainFindings(as(officer), { submissionId: second.submissionId, explanations })
  expect(await unreadIn(second)).toBe(1)
})

test('a refused reason is asked about, and its officer reads why beside each finding', async () => {
  const request = await aReturnWithReasons()
  const { as, analyst, officer, submissionId, dataRequestId } = request
  const [{ explanationId } = expect.fail()] = (await reasonsOf(request)).explanations

  const { dataQueryId, ...decided } = await refuseExplanations(as(analyst), {
    ...{ submissionId, ...refusal },
    reasons: [explanationId],
  })

  expect(decided).toEqual({ decided: 2, unread: 1 })
  expect((await storedRequest(db, dataRequestId)).state).toBe('queried')
  expect(await readDataQuery(as(officer), dataQueryId)).toMatchObject({
    about: { kind: 'rule', rule, findings: 2 },
    place: expect.stringMatching(
      /^The reason for “Total weekly cost, in pounds” \(IH-014\), at \w+ and \w+$/,
    ),
    messages: [{ text: refusal.text, fromOffice: true }],
  })
  const { items } = await listFindings(as(officer), { submissionId, severity: 'query', limit: 10 })
  expect(items.map(({ explanation }) => explanation?.decided ?? null)).toEqual([
    { decision: 'refused', decidedBy: null, decidedAt: expect.any(Date), dataQueryId, why: refusal.text },
    { decision: 'refused', decidedBy: null, decidedAt: expect.any(Date), dataQueryId, why: refusal.text },
    null,
  ])
  expect((await reasonsOf(request)).open).toBe(2)
  expect((await recorded(db, dataRequestId)).slice(-2).map(({ type }) => type)).toEqual([
    'data query raised',
    'explanations refused',
  ])
})

test('a refused reason answers nothing in a new version, and the same file is a new version then', async () => {
  const request = await aReturnWithReasons()
  const { as, analyst, officer, dataRequestId } = request
  await refuseExplanations(as(analyst), { submissionId: request.submissionId, ...refusal })

  const content = await receiveContent(as(officer), { dataRequestId }, inPieces(threeOdd))
  const { isNew, submissionId, sha256 } = await submitUnlessSent(as(officer), content)
  await check({ db }, submissionId)

  expect(isNew).toBe(true)
  expect(await storedSubmission(db, submissionId)).toMatchObject({
    ...{ state: 'needs-answers', openQueryCount: 3, unreadExplanationCount: 0 },
  })
  const explanations = [{ rule, text: 'It pays all of the nursing.' }]
  await explainFindings(as(officer), { submissionId, explanations })
  await sign(request, sha256, request)
  // With reasons given anew, the very file that is signed is no new version.
  const same = await receiveContent(as(officer), { dataRequestId }, inPieces(threeOdd))
  expect(await submitUnlessSent(as(officer), same)).toMatchObject({ isNew: false, submissionId })
  expect((await reasonsOf(request)).decisions).toEqual([null])
  expect((await storedRequest(db, dataRequestId)).state).toBe('queried')
})

test('closing the question of a refusal accepts the reason with what was answered', async () => {
  const request = await aReturnWithReasons()
  const { as, analyst, officer, submissionId, dataRequestId } = request
  const { dataQueryId } = await refuseExplanations(as(analyst), { submissionId, ...refusal })
  await answerDataQuery(as(officer), { dataQueryId, text: 'All of the nursing.' })

  await closeDataQuery(as(analyst), { dataQueryId })

  expect((await reasonsOf(request)).decisions).toEqual(['accepted', 'accepted'])
  expect((await storedRequest(db, dataRequestId)).state).toBe('signed')
  expect(await unreadIn(request)).toBe(0)
  await reopenDataQuery(as(analyst), { dataQueryId, dueOn: day('2024-10-20'), text: 'Not the nursing?' })
  expect((await reasonsOf(request)).decisions).toEqual(['refused', 'refused'])
})

test('a refusal is taken back by a recorded opposite, and its question is closed with it', async () => {
  const request = await aReturnWithReasons()
  const { as, analyst, approver, submissionId, dataRequestId } = request
  await refuseExplanations(as(analyst), { submissionId, ...refusal })

  const taken = await takeBackExplanationDecisions(as(approver), { submissionId, rule })

  expect(taken).toEqual({ decided: 3, unread: 3 })
  expect((await reasonsOf(request)).decisions).toEqual([null, null])
  const { request: stored, queries } = await standing(db, dataRequestId)
  expect([stored.state, queries.map(({ closedAt }) => closedAt !== null)]).toEqual(['signed', [true]])
  expect((await recorded(db, dataRequestId)).slice(-3).map(({ type }) => type)).toEqual([
    'explanations refused',
    'decisions on explanations taken back',
    'data query closed',
  ])
})

test('accepting the last reason that a question refused closes it', async () => {
  const request = await aReturnWithReasons()
  const { as, analyst, submissionId, dataRequestId } = request
  await refuseExplanations(as(analyst), { submissionId, ...refusal })
  const { explanations } = await reasonsOf(request)
  const [first, second] = explanations.map(({ explanationId }) => [explanationId])

  await acceptExplanations(as(analyst), { submissionId, rule, reasons: first })
  expect((await storedRequest(db, dataRequestId)).state).toBe('queried')
  await acceptExplanations(as(analyst), { submissionId, rule, reasons: second })

  expect((await storedRequest(db, dataRequestId)).state).toBe('signed')
})

test('nobody decides on the reasons of a return that is not signed, of an older version, or of another authority', async () => {
  const request = await aReturnWithReasons()
  const { as, analyst, officer, foreigner, submissionId, dataRequestId } = request
  for (const viewer of [officer, foreigner])
    await expect(acceptExplanations(as(viewer), { submissionId, rule })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
  await expect(
    refuseExplanations(as(analyst), { submissionId, ...refusal, dueOn: day('2024-10-01') }),
  ).rejects.toMatchObject({ code: 'DUE_TOO_SOON' })
  const second = await sendAndCheck(as(officer), dataRequestId, threeOdd)

  await expect(acceptExplanations(as(analyst), { submissionId, rule })).rejects.toMatchObject({
    kind: 'stale',
  })
  await expect(
    acceptExplanations(as(analyst), { submissionId: second.submissionId, rule }),
  ).rejects.toMatchObject({ code: 'REQUEST_STATE' })
})
