import { acceptReturn } from '@rollcall/actions/accept-return'
import { declareNil } from '@rollcall/actions/declare-nil'
import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { updateDataRequest } from '@rollcall/database/data-requests'
import { asViewer } from '@rollcall/database/transaction'
import { SubmissionId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { day, told } from '../support/builders.ts'
import { aSignedReturn, standing } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()

test('a signed return is accepted: its authority is told, and it is to be counted', async () => {
  const { as, analyst, officer, dataRequestId, authorityId, submissionId, sha256 } = await aSignedReturn(db)

  await acceptReturn(as(analyst), { dataRequestId, submissionId, sha256 })

  const { request, decisions, jobs } = await standing(db, dataRequestId)
  expect(request).toMatchObject({ state: 'accepted', acceptedSubmissionId: submissionId })
  expect(decisions).toEqual([{ decision: 'accepted', submissionId }])
  expect(jobs.at(-1)).toEqual({ job: 'contribute', input: { submissionId } })
  const { events, notices } = await told(db, officer, dataRequestId)
  expect(events.at(-1)).toEqual({
    type: 'return accepted',
    personId: analyst.personId,
    details: { dataRequestId, submissionId, sha256, version: 1 },
  })
  expect(authorityId).toBe(officer.authorityId)
  expect(notices.at(-1)).toEqual({ kind: 'return accepted', recipients: 'authority' })
})

test('nobody accepts what was not what they looked at', async () => {
  const { as, analyst, dataRequestId, sha256 } = await aSignedReturn(db)
  const another = SubmissionId.parse(crypto.randomUUID())
  const accept = (seen: Partial<Parameters<typeof acceptReturn>[1]>) =>
    acceptReturn(as(analyst), { dataRequestId, ...seen })

  await expect(accept({ submissionId: another })).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' })
  await expect(accept({ sha256: 'a'.repeat(64) })).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' })
  const { request, decisions, jobs } = await standing(db, dataRequestId)
  expect(request).toMatchObject({ state: 'signed', acceptedSubmissionId: null })
  expect(decisions).toEqual([])
  expect(jobs.filter(({ job }) => job === 'contribute')).not.toContainEqual(
    expect.objectContaining({ input: { submissionId: request.currentSubmissionId } }),
  )
  await accept({ sha256 })
})

test('a version that was sent meanwhile is not accepted in place of the one that was looked at', async () => {
  const signed = await aSignedReturn(db)
  const { as, analyst, officer, dataRequestId, submissionId } = signed
  await declareNil(as(officer), { dataRequestId })

  const accept = acceptReturn(as(analyst), { dataRequestId, submissionId })

  await expect(accept).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' })
  await expect(acceptReturn(as(analyst), { dataRequestId })).rejects.toMatchObject({ code: 'REQUEST_STATE' })
  expect((await standing(db, dataRequestId)).request.acceptedSubmissionId).toBeNull()
})

test('a return that is asked about waits', async () => {
  const { as, analyst, dataRequestId } = await aSignedReturn(db)
  const query = { about: { kind: 'return' }, dueOn: day('2024-10-08'), text: 'Is that all?' } as const
  await raiseDataQuery(as(analyst), { dataRequestId, ...query })
  await expect(acceptReturn(as(analyst), { dataRequestId })).rejects.toMatchObject({ code: 'REQUEST_STATE' })

  await asViewer(db, system, (trx) => updateDataRequest(trx, dataRequestId, { state: 'signed' }))
  await expect(acceptReturn(as(analyst), { dataRequestId })).rejects.toMatchObject({
    code: 'QUERIES_OPEN',
    message: 'A question about this return is still open. Close it first, then accept the return.',
  })
})

test('only the office accepts, and of two at once one does', async () => {
  const { as, analyst, approver, signatory, foreigner, dataRequestId } = await aSignedReturn(db)
  for (const viewer of [signatory, foreigner, system])
    await expect(acceptReturn(as(viewer), { dataRequestId })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })

  const tries = await Promise.allSettled(
    [analyst, approver, analyst].map((viewer) => acceptReturn(as(viewer), { dataRequestId })),
  )

  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await standing(db, dataRequestId)).decisions).toHaveLength(1)
})
