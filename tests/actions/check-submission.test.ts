import { checkSubmission } from '@rollcall/actions/check-submission'
import { readCheckedReturn } from '@rollcall/actions/checked-return'
import { transact } from '@rollcall/actions/context'
import { listFindings } from '@rollcall/actions/list-findings'
import { readSubmission } from '@rollcall/actions/read-submission'
import { asViewer } from '@rollcall/database/transaction'
import { day } from '@rollcall/domain/calendar-date'
import { system } from '@rollcall/domain/viewer'
import { refusals } from '@rollcall/workbook/refusal'
import { expect, test } from 'vitest'
import { aDataRequest, aRound, contextOf, requestsOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import {
  aReturn,
  aWorkbook,
  check,
  everything,
  notANumber,
  recorded,
  send,
  sendAndCheck,
  storedRequest,
  storedSubmission,
  told,
  veryLow,
} from '../support/returns.ts'
import { sampleReturns, written } from '../support/sample-returns.ts'

const { db } = testDatabase()
const asSystem = contextOf(db, system)

test('a return with nothing wrong is ready, and its officers are told', async () => {
  const { as, officer, dataRequestId, authorityId } = await aDataRequest(db)

  const { submissionId, sha256 } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook())

  expect(await storedSubmission(db, submissionId)).toMatchObject({
    ...{ state: 'ready', errorCount: 0, queryCount: 0, openQueryCount: 0, refusalCode: null },
    rowsBySheet: [
      { sheet: 'Children', rows: aReturn().sheets.children?.length },
      { sheet: 'Return', rows: 1 },
    ],
  })
  expect((await storedRequest(db, dataRequestId)).state).toBe('awaiting-sign-off')
  expect(await told(db, dataRequestId)).toEqual([{ kind: 'return checked', recipients: 'officers' }])
  expect((await recorded(db, dataRequestId)).at(-1)).toEqual({
    type: 'return checked',
    details: {
      ...{ dataRequestId, submissionId, version: 1, state: 'ready' },
      ...{ errors: 0, queries: 0, notes: 0, openQueries: 0 },
    },
    personId: null,
  })
  const kept = await transact(asSystem, (trx) => readCheckedReturn(asSystem, trx, submissionId))
  expect(kept).toMatchObject({ sha256, lastSha256: null, findings: [], contribution: { authority: '330' } })
  expect(kept.children).toHaveLength(kept.kept.sheets[0]?.rows.length ?? -1)
  // They count in no figure until the return is accepted.
  await asViewer(db, system, async (trx) => {
    expect(
      await trx.selectFrom('contributions').selectAll().where('authorityId', '=', authorityId).execute(),
    ).toEqual([])
    expect(
      await trx.selectFrom('fingerprints').selectAll().where('authorityId', '=', authorityId).execute(),
    ).toEqual([])
  })
})

test('a return with something odd needs answers, and one with something wrong must be fixed', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)

  const odd = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([veryLow, veryLow]))
  expect(await storedSubmission(db, odd.submissionId)).toMatchObject({
    state: 'needs-answers',
    queryCount: 2,
    openQueryCount: 2,
  })
  expect((await storedRequest(db, dataRequestId)).state).toBe('needs-answers')

  const wrong = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([notANumber, veryLow]))
  expect(await storedSubmission(db, wrong.submissionId)).toMatchObject({
    state: 'must-fix',
    errorCount: 1,
    openQueryCount: 1,
  })
  expect((await storedRequest(db, dataRequestId)).state).toBe('in-progress')
  const { findingCounts } = await readSubmission(as(officer), wrong.submissionId)
  expect(findingCounts).toEqual([
    { rule: 'weekly_cost.unreadable', severity: 'error', findings: 1 },
    { rule: 'IH-014', severity: 'query', findings: 1 },
  ])
  const kept = await transact(asSystem, (trx) => readCheckedReturn(asSystem, trx, wrong.submissionId))
  expect(kept.contribution).toBe(null)
})

test('a file that cannot be read is refused in a sentence for its officer, which is kept sealed', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)

  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, Buffer.alloc(0))

  const refused = await storedSubmission(db, submissionId)
  expect(refused).toMatchObject({ state: 'refused', refusalCode: 'empty' })
  expect(refused.refusalSealed?.includes('empty')).toBe(false)
  expect((await readSubmission(as(officer), submissionId)).refusal).toBe(refusals.empty)
  expect((await storedRequest(db, dataRequestId)).state).toBe('in-progress')
  expect((await recorded(db, dataRequestId)).at(-1)).toMatchObject({
    type: 'file refused',
    details: { refusal: 'empty' },
  })
  expect(await told(db, dataRequestId)).toEqual([{ kind: 'file refused', recipients: 'officers' }])
  const findings = listFindings(as(officer), { submissionId, limit: 10 })
  await expect(findings).rejects.toMatchObject({ code: 'NOT_CHECKED' })
})

test('a check that is run again, at once or later, changes nothing', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await send(as(officer), dataRequestId, await aWorkbook([veryLow]))

  await Promise.all([check({ db }, submissionId), check({ db }, submissionId)])
  const after = await everything(db, dataRequestId)
  await check({ db }, submissionId)

  expect(await everything(db, dataRequestId)).toEqual(after)
  expect((await recorded(db, dataRequestId)).filter(({ type }) => type === 'return checked')).toHaveLength(1)
})

test('a version that was replaced before its check, or during it, is left as it is', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const file = await aWorkbook()
  const early = await send(as(officer), dataRequestId, file)
  const during = await send(as(officer), dataRequestId, file)
  await check({ db }, early.submissionId)
  expect((await storedSubmission(db, early.submissionId)).checkedAt).toBe(null)

  let sent: Promise<unknown> = Promise.resolve()
  const { checker } = asSystem
  const slow = {
    ...checker,
    check: async (...given: Parameters<typeof checker.check>) => {
      const checked = await checker.check(...given)
      sent = send(as(officer), dataRequestId, file)
      await sent
      return checked
    },
  }
  await checkSubmission({ ...asSystem, checker: slow }, { submissionId: during.submissionId })

  expect(await storedSubmission(db, during.submissionId)).toMatchObject({
    state: 'superseded',
    checkedAt: null,
  })
  expect((await storedRequest(db, dataRequestId)).state).toBe('in-progress')
})

test('a check that fails midway is taken up again', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await send(as(officer), dataRequestId, await aWorkbook())
  const checker = {
    ...asSystem.checker,
    check: () => Promise.reject(new Error('the machine was switched off')),
  }

  await expect(checkSubmission({ ...asSystem, checker }, { submissionId })).rejects.toThrow('switched off')
  expect((await storedSubmission(db, submissionId)).state).toBe('checking')
  await check({ db }, submissionId)

  expect((await storedSubmission(db, submissionId)).state).toBe('ready')
})

test('a return is compared with the one accepted in the round before, by its rows as they were kept', async () => {
  const before = await aDataRequest(db, {
    referenceOn: day('2023-09-01'),
    issueOn: day('2023-09-02'),
    dueOn: day('2023-10-31'),
    closesOn: day('2023-11-15'),
    title: 'The round of 2023',
  })
  const year = day('2023-09-01')
  const last = sampleReturns(153, year).find(({ authority }) => authority.code === '330') ?? expect.fail()
  const children = (last.sheets.children ?? []).map((child) => ({ ...child, placed_in: 'Birmingham' }))
  const sent = await sendAndCheck(
    before.as(before.officer),
    before.dataRequestId,
    await written({ ...last, sheets: { ...last.sheets, children } }, year),
  )
  await asViewer(db, system, (trx) =>
    trx
      .updateTable('dataRequests')
      .set({ acceptedSubmissionId: sent.submissionId, state: 'accepted' })
      .where('id', '=', before.dataRequestId)
      .execute(),
  )
  const { roundId, as, officer } = await aRound(db, { lastRoundId: before.roundId })
  const request = (await requestsOf(db, roundId)).find(({ code }) => code === '330') ?? expect.fail()

  const { submissionId } = await sendAndCheck(as(officer), request.id, await aWorkbook())

  const kept = await transact(asSystem, (trx) => readCheckedReturn(asSystem, trx, submissionId))
  expect(kept.lastSha256).toBe(sent.sha256)
  expect(kept.contribution?.parts.some(({ figure }) => figure === 'also_last_round')).toBe(true)
})

test('only the system checks', async () => {
  const { as, officer, analyst, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await send(as(officer), dataRequestId, await aWorkbook())

  for (const viewer of [officer, analyst]) {
    await expect(checkSubmission(as(viewer), { submissionId })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  }
  expect((await storedSubmission(db, submissionId)).state).toBe('received')
})
