import { closeRound } from '@rollcall/actions/close-round'
import { contribute } from '@rollcall/actions/contribute'
import { excludeReturn } from '@rollcall/actions/exclude-return'
import { readDecisions } from '@rollcall/actions/read-decisions'
import { reopenReturn } from '@rollcall/actions/reopen-return'
import { takeBackDecision } from '@rollcall/actions/take-back-decision'
import { updateRound } from '@rollcall/database/rounds'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, day, told } from '../support/builders.ts'
import {
  acceptAndCount,
  aSignedReturn,
  declareAndSign,
  sendAndSign,
  standing,
} from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aWorkbook, readyWorkbook, sendAndCheck } from '../support/returns.ts'

const { db } = testDatabase()
const why = 'Rows 3 to 9 are children of another year.'

test('an accepted return that is excluded is in no figure any more, and its authority is told why', async () => {
  const request = await aDataRequest(db)
  const { as, analyst, officer, foreigner, dataRequestId, roundId } = request
  const { submissionId } = await sendAndSign(request, request, await aWorkbook())
  await acceptAndCount(request, request, submissionId)
  expect((await standing(db, dataRequestId)).fingerprints).not.toEqual([])

  await excludeReturn(as(analyst), { dataRequestId, reason: why })

  const { request: after, contributions, fingerprints, decisions, jobs } = await standing(db, dataRequestId)
  expect(after).toEqual({ state: 'excluded', acceptedSubmissionId: null, currentSubmissionId: submissionId })
  expect([contributions, fingerprints]).toEqual([[], []])
  expect(decisions.map(({ decision }) => decision)).toEqual(['accepted', 'excluded'])
  expect(jobs).toContainEqual({ job: 'refresh-figures', input: { roundId } })
  expect((await readDecisions(as(officer), dataRequestId)).decisions.at(-1)).toMatchObject({
    decision: 'excluded',
    decidedByName: null,
    reason: why,
  })
  const { events, notices } = await told(db, officer, dataRequestId)
  expect(events.at(-1)).toMatchObject({ type: 'return excluded', details: { wasInFigures: true } })
  expect(JSON.stringify(events)).not.toContain('another year')
  expect(notices.at(-1)).toEqual({ kind: 'return excluded', recipients: 'authority' })
  await expect(readDecisions(as(foreigner), dataRequestId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a return is reopened after its round has closed, and mended, signed and accepted again', async () => {
  const signed = await aSignedReturn(db)
  const { as, analyst, officer, dataRequestId, roundId, submissionId: first } = signed
  await acceptAndCount(signed, signed, first)
  await asViewer(db, system, (trx) => updateRound(trx, roundId, { state: 'closed', closedAt: new Date() }))

  await reopenReturn(as(analyst), { dataRequestId, reason: why })
  expect(await standing(db, dataRequestId)).toMatchObject({
    request: { state: 'in-progress', acceptedSubmissionId: null },
    contributions: [],
  })
  const { submissionId: second } = await declareAndSign(signed, signed)
  await acceptAndCount(signed, signed, second)

  const { request, contributions, decisions } = await standing(db, dataRequestId)
  expect(request).toEqual({ state: 'accepted', acceptedSubmissionId: second, currentSubmissionId: second })
  expect(contributions.map(({ submissionId }) => submissionId)).toEqual([second])
  expect(decisions.map(({ decision }) => decision)).toEqual(['accepted', 'reopened', 'accepted'])
  expect((await told(db, officer, dataRequestId)).events.map(({ type }) => type)).toContain('return reopened')
})

test('a return that was never accepted is reopened, and no figure is made again for it', async () => {
  const { as, approver, dataRequestId, roundId } = await aSignedReturn(db)
  await reopenReturn(as(approver), { dataRequestId, reason: why })
  const { request, jobs } = await standing(db, dataRequestId)
  expect(request.state).toBe('in-progress')
  expect(jobs).not.toContainEqual({ job: 'refresh-figures', input: { roundId } })
})

test('what was sent and not signed before the close is taken up where it was once it is reopened', async () => {
  const request = await aDataRequest(db)
  const { as, analyst, officer, roundId, dataRequestId, foreignDataRequestId: nothingSent } = request
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, await readyWorkbook())
  await closeRound(as(analyst, { today: day('2024-11-16') }), { roundId })

  await reopenReturn(as(analyst), { dataRequestId, reason: why })
  await reopenReturn(as(analyst), { dataRequestId: nothingSent, reason: why })

  expect((await standing(db, dataRequestId)).request).toEqual({
    state: 'in-progress',
    acceptedSubmissionId: null,
    currentSubmissionId: submissionId,
  })
  expect((await standing(db, nothingSent)).request.state).toBe('not-started')
})

test('an exclusion that was a mistake is taken back, and what was in the figures is counted again', async () => {
  const signed = await aSignedReturn(db)
  const { as, analyst, approver, officer, dataRequestId, submissionId } = signed
  await acceptAndCount(signed, signed, submissionId)
  await excludeReturn(as(analyst), { dataRequestId, reason: why })

  await takeBackDecision(as(approver), { dataRequestId, reason: 'It was the wrong authority.' })

  const { request, jobs } = await standing(db, dataRequestId)
  expect(request).toMatchObject({ state: 'accepted', acceptedSubmissionId: submissionId })
  expect(jobs.at(-1)).toEqual({ job: 'contribute', input: { submissionId } })
  expect((await readDecisions(as(officer), dataRequestId)).decisions.at(-1)).toMatchObject({
    ...{ decision: 'taken back', reason: 'It was the wrong authority.', decidedByName: null },
  })
  const { events, notices } = await told(db, officer, dataRequestId)
  expect(events.at(-1)).toMatchObject({
    type: 'decision taken back',
    details: { decision: 'excluded', state: 'accepted', isInFigures: true },
  })
  expect(notices.at(-1)).toEqual({ kind: 'decision taken back', recipients: 'authority' })
})

test('decisions are taken back one after another, the last first, until none is left', async () => {
  const signed = await aSignedReturn(db)
  const { as, analyst, dataRequestId, submissionId, roundId } = signed
  await acceptAndCount(signed, signed, submissionId)
  await reopenReturn(as(analyst), { dataRequestId, reason: why })
  const back = (decisionId?: string) =>
    takeBackDecision(as(analyst), { dataRequestId, reason: 'Not this one.', decisionId })
  const [acceptance] = (await readDecisions(as(analyst), dataRequestId)).decisions

  await back()
  // Somebody else who meant the same takes back nothing more.
  await expect(back()).rejects.toMatchObject({ kind: 'stale' })
  expect((await standing(db, dataRequestId)).request.state).toBe('accepted')
  await contribute(as(system), { submissionId })
  await back(acceptance?.id)

  const { request, contributions, jobs } = await standing(db, dataRequestId)
  expect([request.state, request.acceptedSubmissionId, contributions]).toEqual(['signed', null, []])
  expect(jobs).toContainEqual({ job: 'refresh-figures', input: { roundId } })
  await expect(back()).rejects.toMatchObject({ code: 'NOTHING_TO_TAKE_BACK' })
  await acceptAndCount(signed, signed, submissionId)
  expect((await standing(db, dataRequestId)).request.state).toBe('accepted')
})

test('a decision stays where the return has moved on since, or where another was looked at', async () => {
  const signed = await aSignedReturn(db)
  const { as, analyst, officer, dataRequestId } = signed
  await reopenReturn(as(analyst), { dataRequestId, reason: why })
  const back = { dataRequestId, reason: 'Not this one.' }
  await expect(
    takeBackDecision(as(analyst), { ...back, decisionId: crypto.randomUUID() }),
  ).rejects.toMatchObject({ kind: 'stale' })
  await declareAndSign(signed, signed)

  await expect(takeBackDecision(as(analyst), back)).rejects.toMatchObject({ code: 'MOVED_ON' })
  await expect(takeBackDecision(as(officer), back)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

test('only the office excludes and reopens', async () => {
  const { as, officer, signatory, foreigner, dataRequestId } = await aSignedReturn(db)
  for (const viewer of [officer, signatory, foreigner, system]) {
    const input = { dataRequestId, reason: why }
    await expect(reopenReturn(as(viewer), input)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await expect(excludeReturn(as(viewer), input)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  }
  expect((await standing(db, dataRequestId)).decisions).toEqual([])
})
