import { checkSubmission } from '@rollcall/actions/check-submission'
import { giveUpCheck } from '@rollcall/actions/give-up-check'
import { readSubmission } from '@rollcall/actions/read-submission'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, contextOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import {
  aWorkbook,
  recorded,
  send,
  sendAndCheck,
  storedRequest,
  storedSubmission,
  told,
} from '../support/returns.ts'

const { db } = testDatabase()
const asSystem = contextOf(db, system)

test('a version that nobody could check is refused with our apology, and the office is told', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await send(as(officer), dataRequestId, await aWorkbook())

  await giveUpCheck(asSystem, { submissionId })

  expect(await readSubmission(as(officer), submissionId)).toMatchObject({
    state: 'refused',
    refusalCode: 'not-checked',
    refusal: expect.stringContaining('That is our fault, and not the file’s'),
  })
  expect((await storedRequest(db, dataRequestId)).state).toBe('in-progress')
  expect(await told(db, dataRequestId)).toEqual([
    { kind: 'file refused', recipients: 'officers' },
    { kind: 'check given up', recipients: 'office' },
  ])
  expect((await recorded(db, dataRequestId)).at(-1)).toMatchObject({
    type: 'file refused',
    details: { submissionId, version: 1, refusal: 'not-checked' },
  })
})

test('the same file may be sent again, and is checked', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const workbook = await aWorkbook()
  const { submissionId } = await send(as(officer), dataRequestId, workbook)
  await giveUpCheck(asSystem, { submissionId })

  const again = await sendAndCheck(as(officer), dataRequestId, workbook)

  expect((await storedSubmission(db, again.submissionId)).state).toBe('ready')
})

test('a version that was checked after all is left as it is', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await send(as(officer), dataRequestId, await aWorkbook())
  await checkSubmission(asSystem, { submissionId })

  await giveUpCheck(asSystem, { submissionId })

  expect((await storedSubmission(db, submissionId)).state).toBe('ready')
})

test('only the system may give up', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await send(as(officer), dataRequestId, await aWorkbook())

  await expect(giveUpCheck(as(officer), { submissionId })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect((await storedSubmission(db, submissionId)).state).toBe('received')
})
