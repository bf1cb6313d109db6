import { randomUUID } from 'node:crypto'
import { ExplainFindings, explainFindings } from '@rollcall/actions/explain-findings'
import { listFindings } from '@rollcall/actions/list-findings'
import { signOffReturn } from '@rollcall/actions/sign-off-return'
import { asViewer } from '@rollcall/database/transaction'
import { SubmissionId } from '@rollcall/domain/ids'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
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

const { db } = testDatabase()
const text = 'The home was paid by the health board for most of the week.'

const explanationsOf = async (
  ...[context, submissionId]: [Parameters<typeof listFindings>[0], SubmissionId]
) =>
  (await listFindings(context, { submissionId, severity: 'query', limit: 100 })).items.map(
    ({ explanation }) => explanation && { text: explanation.text, version: explanation.version },
  )

test('queries are explained by their ids, and the return moves on once none is open', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await sendAndCheck(
    as(officer),
    dataRequestId,
    await aWorkbook([veryLow, {}, veryLow]),
  )
  const { items } = await listFindings(as(officer), { submissionId, limit: 10 })
  expect(items.map(({ id, rule, explanation }) => [id, rule, explanation])).toEqual([
    [1, 'IH-014', null],
    [2, 'IH-014', null],
  ])

  const one = await explainFindings(as(officer), { submissionId, explanations: [{ findings: [2], text }] })
  expect(one).toEqual({
    explained: 1,
    openQueryCount: 1,
    submissionState: 'needs-answers',
    requestState: 'needs-answers',
  })
  expect(await explanationsOf(as(officer), submissionId)).toEqual([null, { text, version: 1 }])

  const both = await explainFindings(as(officer), { submissionId, explanations: [{ findings: [1], text }] })
  expect(both).toEqual({
    explained: 1,
    openQueryCount: 0,
    submissionState: 'ready',
    requestState: 'awaiting-sign-off',
  })
  expect(await storedSubmission(db, submissionId)).toMatchObject({
    state: 'ready',
    openQueryCount: 0,
    queryCount: 2,
  })
  expect((await storedRequest(db, dataRequestId)).state).toBe('awaiting-sign-off')
  expect((await recorded(db, dataRequestId)).at(-1)).toEqual({
    type: 'findings explained',
    details: { dataRequestId, submissionId, version: 1, explained: 1, openQueries: 0 },
    personId: officer.personId,
  })
  // Its officers send it for sign-off themselves.
  expect(await told(db, dataRequestId)).toEqual([{ kind: 'return checked', recipients: 'officers' }])
})

test('all open queries of a rule are explained with one text', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await sendAndCheck(
    as(officer),
    dataRequestId,
    await aWorkbook([veryLow, veryLow, veryLow]),
  )

  const done = await explainFindings(as(officer), { submissionId, explanations: [{ rule: 'IH-014', text }] })

  expect(done).toMatchObject({ explained: 3, openQueryCount: 0 })
  const open = await listFindings(as(officer), { submissionId, explained: false, limit: 10 })
  expect(open.items).toEqual([])
})

test('an explanation may be given in better words, and the last holds', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([veryLow]))

  await explainFindings(as(officer), {
    submissionId,
    explanations: [{ findings: [1], text: 'Health pays.' }],
  })
  await explainFindings(as(officer), { submissionId, explanations: [{ findings: [1], text }] })

  expect(await explanationsOf(as(officer), submissionId)).toEqual([{ text, version: 1 }])
})

test('a query that is named again and again in one request is explained once, with the last text', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([veryLow]))
  const { rows: before } = await everything(db, dataRequestId)

  const { explained } = await explainFindings(as(officer), {
    submissionId,
    explanations: [
      ...Array.from({ length: 500 }, () => ({ rule: 'IH-014', text: 'An earlier thought.' })),
      { findings: [1, 1, 1], text },
    ],
  })

  expect(explained).toBe(1)
  expect(await explanationsOf(as(officer), submissionId)).toEqual([{ text, version: 1 }])
  const { rows: after } = await everything(db, dataRequestId)
  expect((after.explanations ?? 0) - (before.explanations ?? 0)).toBe(1)
})

test('an explanation is kept for later versions for exactly as long as its value stays', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const first = await sendAndCheck(
    as(officer),
    dataRequestId,
    await aWorkbook([veryLow, { weekly_cost: 450 }]),
  )
  const explanations = [{ rule: 'IH-014', text }]
  await explainFindings(as(officer), { submissionId: first.submissionId, explanations })

  // Another answer of the same child is not what was explained.
  const same = await sendAndCheck(
    as(officer),
    dataRequestId,
    await aWorkbook([{ ...veryLow, provider_name: 'Another Ltd' }, { weekly_cost: 450 }]),
  )
  expect(await explanationsOf(as(officer), same.submissionId)).toEqual([
    { text, version: 1 },
    { text, version: 1 },
  ])
  expect(await storedSubmission(db, same.submissionId)).toMatchObject({ state: 'ready', openQueryCount: 0 })

  const changed = await sendAndCheck(
    as(officer),
    dataRequestId,
    await aWorkbook([{ weekly_cost: 401 }, { weekly_cost: 450 }]),
  )
  expect(await explanationsOf(as(officer), changed.submissionId)).toEqual([null, { text, version: 1 }])
  expect((await storedRequest(db, dataRequestId)).state).toBe('needs-answers')

  // What was true again is explained again.
  const again = await sendAndCheck(
    as(officer),
    dataRequestId,
    await aWorkbook([veryLow, { weekly_cost: 450 }]),
  )
  expect(await storedSubmission(db, again.submissionId)).toMatchObject({ state: 'ready', openQueryCount: 0 })
})

test('queries are explained while errors wait, so that nothing is asked twice', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const wrong = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([veryLow, notANumber]))

  const done = await explainFindings(as(officer), {
    submissionId: wrong.submissionId,
    explanations: [{ rule: 'IH-014', text }],
  })
  expect(done).toMatchObject({ submissionState: 'must-fix', requestState: 'in-progress', openQueryCount: 0 })

  const mended = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([veryLow]))
  expect((await storedSubmission(db, mended.submissionId)).state).toBe('ready')
})

test('another authority’s explanation of the same values is its own', async () => {
  const { as, officer, foreigner, dataRequestId, foreignDataRequestId } = await aDataRequest(db, {
    foreignAuthority: '383',
  })
  const own = await sendAndCheck(
    as(officer),
    dataRequestId,
    await aWorkbook([{ ...veryLow, child_id: 'A1' }]),
  )
  await explainFindings(as(officer), {
    submissionId: own.submissionId,
    explanations: [{ rule: 'IH-014', text }],
  })

  const foreign = await sendAndCheck(
    as(foreigner),
    foreignDataRequestId,
    await aWorkbook([{ ...veryLow, child_id: 'A1' }], '383'),
  )

  expect(await storedSubmission(db, foreign.submissionId)).toMatchObject({ openQueryCount: 1 })
})

test('what is no query, or is not there, is not explained; an old or signed version neither; and nothing is kept', async () => {
  const { as, officer, signatory, dataRequestId } = await aDataRequest(db)
  const old = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([veryLow]))
  const { submissionId } = await sendAndCheck(
    as(officer),
    dataRequestId,
    await aWorkbook([notANumber, veryLow]),
  )
  const before = await everything(db, dataRequestId)
  const explain = (explanations: ExplainFindings['explanations'], id = submissionId) =>
    explainFindings(as(officer), { submissionId: id, explanations })

  await expect(
    explain([
      { findings: [2], text },
      { findings: [1], text },
    ]),
  ).rejects.toMatchObject({ code: 'NOT_A_QUERY' })
  await expect(explain([{ findings: [99], text }])).rejects.toMatchObject({ code: 'NOT_A_QUERY' })
  await expect(explain([{ rule: 'IH-013', text }])).rejects.toMatchObject({ code: 'NO_OPEN_QUERY' })
  await expect(explain([{ findings: [1], text }], old.submissionId)).rejects.toMatchObject({
    code: 'NOT_CURRENT',
  })
  expect(await everything(db, dataRequestId)).toEqual(before)

  const ready = await sendAndCheck(as(officer), dataRequestId, await aWorkbook())
  await signOffReturn(as(signatory), { dataRequestId, sha256: ready.sha256, statement: statementOfTruth })
  await expect(explain([{ rule: 'IH-014', text }], ready.submissionId)).rejects.toMatchObject({
    code: 'SUBMISSION_STATE',
  })
})

test('only an officer of the authority explains', async () => {
  const { as, officer, signatory, analyst, foreigner, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([veryLow]))
  const explanations = [{ findings: [1], text }]

  for (const viewer of [signatory, analyst]) {
    await expect(explainFindings(as(viewer), { submissionId, explanations })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
  }
  for (const id of [submissionId, SubmissionId.parse(randomUUID())]) {
    await expect(explainFindings(as(foreigner), { submissionId: id, explanations })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  }
  expect(
    await asViewer(db, system, (trx) =>
      trx.selectFrom('explanations').selectAll().where('dataRequestId', '=', dataRequestId).execute(),
    ),
  ).toEqual([])
})

test('an explanation has from 1 to 2,000 characters, and says either which findings or which rule', () => {
  const submissionId = randomUUID()
  const accepts = (one: object) => ExplainFindings.safeParse({ submissionId, explanations: [one] }).success

  expect(accepts({ findings: [1], text: 'x'.repeat(2000) })).toBe(true)
  expect(accepts({ rule: 'IH-014', text })).toBe(true)
  expect(accepts({ findings: [1], text: ' ' })).toBe(false)
  expect(accepts({ findings: [1], text: 'x'.repeat(2001) })).toBe(false)
  expect(accepts({ findings: [], text })).toBe(false)
  expect(accepts({ findings: [1], rule: 'IH-014', text })).toBe(false)
  expect(accepts({ text })).toBe(false)
})
