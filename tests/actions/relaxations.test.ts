import { writeFile } from 'node:fs/promises'
import { acceptReturn } from '@rollcall/actions/accept-return'
import { approveRelaxation } from '@rollcall/actions/approve-relaxation'
import { contribute } from '@rollcall/actions/contribute'
import { explainFindings } from '@rollcall/actions/explain-findings'
import { listFindings } from '@rollcall/actions/list-findings'
import { proposeRelaxation } from '@rollcall/actions/propose-relaxation'
import { proposeWithdrawal } from '@rollcall/actions/propose-withdrawal'
import { readFigures } from '@rollcall/actions/read-figures'
import { readRelaxed } from '@rollcall/actions/read-relaxed'
import { readProposal, readRule, readRules } from '@rollcall/actions/read-rules'
import { recheckReturn } from '@rollcall/actions/recheck-return'
import { refreshFigures } from '@rollcall/actions/refresh-figures'
import { refuseRelaxation } from '@rollcall/actions/refuse-relaxation'
import { signOffReturn } from '@rollcall/actions/sign-off-return'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { updateRelaxation } from '@rollcall/database/relaxations'
import { asViewer } from '@rollcall/database/transaction'
import type { RelaxationId, SubmissionId } from '@rollcall/domain/ids'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import { type OfficeViewer, system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, aMember, aRound } from '../support/builders.ts'
import { acceptAndCount, sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import type { PrintedNational } from '../support/national-figures.ts'
import {
  aWorkbook,
  everything,
  notANumber,
  recorded,
  sendAndCheck,
  storedRequest,
  storedSubmission,
  told,
  veryLow,
} from '../support/returns.ts'
import { rollcallJson } from '../support/rollcall.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const { db } = testDatabase()
const files = temporaryFolder()
/** An error of IH-007. */
const leftBefore = { expected_end: '31/08/2024' }
const rule = 'IH-007'

type Request = Awaited<ReturnType<typeof aDataRequest>>

/** Proposes and approves, and does the jobs that follow from it. */
async function relax(
  request: Request,
  input: Partial<Parameters<typeof proposeRelaxation>[1]> = {},
): Promise<RelaxationId> {
  const { as, analyst, approver, roundId } = request
  const proposed = { roundId, rule, effect: 'off', reason: 'The date is not kept.', ...input } as const
  const { relaxationId } = await proposeRelaxation(as(analyst), proposed)
  await approveRelaxation(as(approver), { relaxationId })
  await recheckAll(request)
  return relaxationId
}

async function withdraw(request: Request, relaxationId: RelaxationId): Promise<void> {
  const { as, analyst, approver } = request
  const withdrawal = await proposeWithdrawal(as(analyst), { relaxationId, reason: 'It is kept after all.' })
  await approveRelaxation(as(approver), withdrawal)
  await recheckAll(request)
}

/** Does every job of checking again that was asked for; twice, as any job may be done twice. */
async function recheckAll({ as }: Pick<Request, 'as'>): Promise<void> {
  const jobs = await asViewer(db, system, (trx) =>
    trx.selectFrom('outbox').select('input').where('job', '=', 'recheck-return').execute(),
  )
  for (const { input } of [...jobs, ...jobs])
    await recheckReturn(as(system), input as { submissionId: SubmissionId })
}

const rulesOf = async ({ as, officer }: Request, submissionId: SubmissionId) =>
  (await listFindings(as(officer), { submissionId, limit: 100 })).items.map(
    (finding) => `${finding.id} ${finding.rule} ${finding.severity}`,
  )

test('a rule turned off lets a return be signed and counted, and its figures say so, as those of the command do', async () => {
  const request = await aDataRequest(db, { table: authorities })
  const { as, officer, signatory, analyst, dataRequestId, roundId } = request
  const bytes = await aWorkbook([leftBefore])
  const { submissionId, sha256 } = await sendAndCheck(as(officer), dataRequestId, bytes)
  expect(await storedSubmission(db, submissionId)).toMatchObject({ state: 'must-fix', errorCount: 1 })

  await relax(request)

  expect(await storedSubmission(db, submissionId)).toMatchObject({ state: 'ready', errorCount: 0 })
  expect((await storedRequest(db, dataRequestId)).state).toBe('awaiting-sign-off')
  expect(await rulesOf(request, submissionId)).toEqual([])
  expect(await told(db, dataRequestId)).toEqual([
    { kind: 'return checked', recipients: 'officers' },
    { kind: 'rule relaxed', recipients: 'officers' },
    { kind: 'return checked again', recipients: 'officers' },
  ])
  const again = (await recorded(db, dataRequestId)).filter(({ type }) => type === 'return checked again')
  expect(again).toMatchObject([
    { details: { before: 'must-fix', state: 'ready', errors: 0, relaxed: 'IH-007 off' }, personId: null },
  ])

  await signOffReturn(as(signatory), { dataRequestId, sha256, statement: statementOfTruth })
  await acceptReturn(as(analyst), { dataRequestId, submissionId })
  await contribute(as(system), { submissionId })
  await refreshFigures(as(system), { roundId })
  const figures = await readFigures(as(analyst), roundId)
  expect(figures?.provenance.submissions).toEqual([
    { authority: '330', sha256, relaxed: [{ rule, effect: 'off' }] },
  ])

  await writeFile(files('330.xlsx'), bytes)
  const about = ['illegal-homes', '--reference-date', '2024-09-01', files()]
  const made = await rollcallJson<PrintedNational>(
    'aggregate',
    ...about,
    '--relax',
    'IH-007=off@330,IH-034=query',
  )
  expect(made.provenance.submissions).toEqual(figures?.provenance.submissions)
  expect(made.hash).toBe(figures?.hash)
})

test('a relaxed rule that finds nothing in a return is no part of what the figures are made from', async () => {
  const request = await aDataRequest(db)
  const { as, analyst, roundId } = request
  await relax(request)
  const { submissionId, sha256 } = await sendAndSign(request, request, await aWorkbook())
  await acceptAndCount(request, request, submissionId)
  await refreshFigures(as(system), { roundId })

  expect(await storedSubmission(db, submissionId)).toMatchObject({ relaxed: [{ rule, findings: 0 }] })
  const figures = await readFigures(as(analyst), roundId)
  expect(figures?.provenance.submissions).toEqual([{ authority: '330', sha256 }])
})

test('an error made a query is explained, keeps its id, and stays explained in a later version', async () => {
  const request = await aDataRequest(db)
  const { as, officer, dataRequestId } = request
  const bytes = await aWorkbook([veryLow, leftBefore])
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, bytes)
  const before = await rulesOf(request, submissionId)

  await relax(request, { effect: 'query', authority: 'Birmingham' })

  expect(await storedSubmission(db, submissionId)).toMatchObject({
    state: 'needs-answers',
    openQueryCount: 2,
  })
  expect(await rulesOf(request, submissionId)).toEqual(before.map((one) => one.replace('error', 'query')))
  await explainFindings(as(officer), { submissionId, explanations: [{ rule, text: 'They left early.' }] })
  expect(await storedSubmission(db, submissionId)).toMatchObject({ openQueryCount: 1 })

  const later = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([{}, leftBefore]))
  expect(await storedSubmission(db, later.submissionId)).toMatchObject({ state: 'ready', queryCount: 1 })
})

test('a finding keeps its id when one before it is left out, so that what was read is what is explained', async () => {
  const request = await aDataRequest(db)
  const { as, officer, dataRequestId } = request
  const bytes = await aWorkbook([leftBefore, veryLow])
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, bytes)
  const [, odd] = (await listFindings(as(officer), { submissionId, limit: 100 })).items

  await relax(request)

  expect(await rulesOf(request, submissionId)).toEqual(['2 IH-014 query'])
  await explainFindings(as(officer), {
    submissionId,
    explanations: [{ findings: [odd?.id ?? 0], text: 'It is cheap.' }],
  })
  expect((await storedRequest(db, dataRequestId)).state).toBe('awaiting-sign-off')
  await expect(
    explainFindings(as(officer), { submissionId, explanations: [{ findings: [1], text: 'It is so.' }] }),
  ).rejects.toMatchObject({ code: 'NOT_A_QUERY' })
})

test('for one authority it holds for that one alone, in what it sends later too', async () => {
  const request = await aDataRequest(db, { foreignAuthority: '383' })
  const { as, officer, foreigner, dataRequestId, foreignDataRequestId } = request

  await relax(request, { authority: '330' })

  const own = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([leftBefore]))
  const other = await sendAndCheck(as(foreigner), foreignDataRequestId, await aWorkbook([leftBefore], '383'))
  expect((await storedSubmission(db, own.submissionId)).state).toBe('ready')
  expect((await storedSubmission(db, other.submissionId)).state).toBe('must-fix')
  expect(await readRelaxed(as(officer), dataRequestId)).toMatchObject([
    { rule, effect: 'off', isForAll: false, reason: 'The date is not kept.' },
  ])
  expect(await readRelaxed(as(foreigner), foreignDataRequestId)).toEqual([])
})

test('withdrawn, the rule holds again; a version that was signed meanwhile stays as it was signed', async () => {
  const request = await aDataRequest(db, { foreignAuthority: '383' })
  const { as, officer, signatory, foreigner, dataRequestId, foreignDataRequestId } = request
  const open = await sendAndCheck(as(foreigner), foreignDataRequestId, await aWorkbook([leftBefore], '383'))
  const signed = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([leftBefore]))
  const relaxationId = await relax(request)
  const { sha256 } = signed
  await signOffReturn(as(signatory), { dataRequestId, sha256, statement: statementOfTruth })

  await withdraw(request, relaxationId)

  expect(await storedSubmission(db, open.submissionId)).toMatchObject({ state: 'must-fix', relaxed: null })
  expect((await storedRequest(db, foreignDataRequestId)).state).toBe('in-progress')
  expect(await storedSubmission(db, signed.submissionId)).toMatchObject({
    state: 'signed',
    relaxed: [{ rule, effect: 'off', findings: 1, by: [relaxationId] }],
  })
  expect(await rulesOf(request, signed.submissionId)).toEqual([])
  expect(await readRelaxed(as(officer), dataRequestId)).toEqual([])
  await expect(
    proposeWithdrawal(as(request.analyst), { relaxationId, reason: 'Again.' }),
  ).rejects.toMatchObject({ code: 'NOT_IN_FORCE' })
})

test('what is ready only by a rule that was withdrawn a moment ago is not signed before it is checked again', async () => {
  const request = await aDataRequest(db)
  const { as, officer, signatory, analyst, approver, dataRequestId } = request
  const sent = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([leftBefore]))
  const relaxationId = await relax(request)
  const withdrawal = await proposeWithdrawal(as(analyst), { relaxationId, reason: 'It is kept after all.' })
  await approveRelaxation(as(approver), withdrawal)

  await expect(
    signOffReturn(as(signatory), { dataRequestId, sha256: sent.sha256, statement: statementOfTruth }),
  ).rejects.toMatchObject({ code: 'RELAXED_NO_MORE' })
})

test('what it would do is told beforehand, and is what it then does', async () => {
  const request = await aDataRequest(db, { foreignAuthority: '383' })
  const { as, analyst, approver, officer, foreigner, dataRequestId, foreignDataRequestId, roundId } = request
  await sendAndCheck(as(officer), dataRequestId, await aWorkbook([leftBefore, leftBefore, veryLow]))
  const worse = await aWorkbook([{ ...leftBefore, ...notANumber }], '383')
  await sendAndCheck(as(foreigner), foreignDataRequestId, worse)
  const page = { roundId, rule, limit: 10, skip: 0 }

  const { would, effects } = await readRule(as(analyst), { ...page, effect: 'off' })
  expect(effects).toEqual(['query', 'off'])
  expect(would).toMatchObject({ returns: 2, findings: 3, signed: 0, total: 2 })
  expect(would.items.map(({ code, findings, from, to }) => [code, findings, from, to])).toEqual([
    ['330', 2, 'must-fix', 'needs-answers'],
    ['383', 1, 'must-fix', 'must-fix'],
  ])
  const relaxationId = await relax(request)
  expect((await storedRequest(db, dataRequestId)).state).toBe('needs-answers')
  expect((await storedRequest(db, foreignDataRequestId)).state).toBe('in-progress')

  const { relaxationId: back } = await proposeWithdrawal(as(analyst), { relaxationId, reason: 'No.' })
  const proposal = await readProposal(as(approver), { relaxationId: back, limit: 10, skip: 0 })
  expect(proposal.would?.items.map(({ code, from, to }) => [code, from, to])).toEqual([
    ['330', 'needs-answers', 'must-fix'],
    ['383', 'must-fix', 'must-fix'],
  ])
  const { rules } = await readRules(as(analyst), roundId)
  expect(rules.find(({ code }) => code === rule)).toMatchObject({
    ...{ findings: 0, returns: 0, relaxedFindings: 3, relaxedReturns: 2, waiting: 1 },
    inForce: [{ id: relaxationId, authorityCode: null }],
  })
  // The last query of the return is the only thing left, so without its rule the return is ready.
  const odd = await readRule(as(analyst), { ...page, rule: 'IH-014' })
  expect(odd.would.moves).toContainEqual({ from: 'needs-answers', to: 'ready', returns: 1 })
})

test('nobody approves what they proposed, and nothing is decided twice', async () => {
  const request = await aDataRequest(db)
  const { as, analyst, approver, officer, roundId, dataRequestId } = request
  const proposed = { roundId, rule, effect: 'off', reason: 'The date is not kept.' } as const
  const { relaxationId } = await proposeRelaxation(as(approver), proposed)
  const another: OfficeViewer = { role: 'approver', personId: await aMember(db, 'approver') }
  const before = await everything(db, dataRequestId)

  for (const [viewer, code] of [
    [approver, 'OWN_PROPOSAL'],
    [analyst, 'NOT_ALLOWED'],
    [officer, 'NOT_ALLOWED'],
  ] as const)
    await expect(approveRelaxation(as(viewer), { relaxationId })).rejects.toMatchObject({ code })
  expect(await everything(db, dataRequestId)).toEqual(before)
  await expect(
    asViewer(db, approver, (trx) =>
      updateRelaxation(trx, relaxationId, {
        ...{ decision: 'approved', decidedBy: approver.personId, decidedAt: new Date() },
      }),
    ),
  ).rejects.toThrow(/violates check constraint/)
  await expect(proposeRelaxation(as(analyst), proposed)).rejects.toMatchObject({ code: 'RELAXED_BEFORE' })

  await refuseRelaxation(as(approver), { relaxationId, reason: 'I meant another rule.' })
  await expect(approveRelaxation(as(another), { relaxationId })).rejects.toMatchObject({
    code: 'PROPOSAL_DECIDED',
  })
  const { proposal } = await readProposal(as(another), { relaxationId, limit: 10, skip: 0 })
  expect(proposal).toMatchObject({ standing: 'refused', refusal: 'I meant another rule.' })
  expect(await readRelaxed(as(officer), dataRequestId)).toEqual([])
  // What was refused can be proposed anew.
  expect(await proposeRelaxation(as(analyst), proposed)).toHaveProperty('relaxationId')
})

test('a rule that is not there, an effect that it cannot have, a round that is a draft: nothing is proposed', async () => {
  const { as, analyst, officer, roundId } = await aDataRequest(db)
  const { roundId: draft } = await aRound(db, { until: 'draft' })
  const reason = 'The date is not kept.'

  for (const [input, code] of [
    [{ roundId, rule: 'weekly_cost.unreadable', effect: 'off' }, 'RULE_UNKNOWN'],
    [{ roundId, rule: 'IH-014', effect: 'query' }, 'EFFECT_UNFIT'],
    [{ roundId, rule, effect: 'off', authority: 'Cumbria' }, 'NOT_ASKED_HERE'],
    [{ roundId: draft, rule, effect: 'off' }, 'ROUND_STATE'],
  ] as const)
    await expect(proposeRelaxation(as(analyst), { ...input, reason })).rejects.toMatchObject({ code })
  await expect(
    proposeRelaxation(as(officer), { roundId, rule, effect: 'off', reason }),
  ).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

test('an answer that has to be given need not be, where the office says so; and words for one authority are sealed', async () => {
  const request = await aDataRequest(db)
  const { as, officer, dataRequestId } = request
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([{ sex: null }]))
  expect(await rulesOf(request, submissionId)).toContain('1 sex.blank error')

  const relaxationId = await relax(request, {
    rule: 'sex.blank',
    authority: 'E08000025',
    reason: 'Rose knows.',
  })

  expect(await storedSubmission(db, submissionId)).toMatchObject({ state: 'ready', errorCount: 0 })
  const stored = await asViewer(db, system, (trx) =>
    trx.selectFrom('relaxations').selectAll().where('id', '=', relaxationId).executeTakeFirstOrThrow(),
  )
  expect([stored.reason, stored.reasonSealed?.includes('Rose')]).toEqual([null, false])
})
