import { AskForSignOff, askForSignOff } from '@rollcall/actions/ask-for-sign-off'
import { transact } from '@rollcall/actions/context'
import { declareNil } from '@rollcall/actions/declare-nil'
import { wordsReader } from '@rollcall/actions/words'
import { findSignOffRequest } from '@rollcall/database/sign-off-requests'
import type { SubmissionId } from '@rollcall/domain/ids'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import {
  aWorkbook,
  everything,
  notANumber,
  recorded,
  sendAndCheck,
  told,
  veryLow,
} from '../support/returns.ts'

const { db } = testDatabase()
const note = 'Two children moved in on the day itself.'

/** A return that waits for its signature, and what a viewer can read of who asked for it. */
async function aReadyReturn() {
  const request = await aDataRequest(db)
  const { as, officer, dataRequestId } = request
  const { submissionId } = await declareNil(as(officer), { dataRequestId })
  const asked = (viewer: Parameters<typeof as>[0], id: SubmissionId = submissionId) =>
    transact(as(viewer), async (trx) => {
      const found = await findSignOffRequest(trx, id)
      if (found === undefined) return undefined
      const { noteSealed, ...who } = found
      const read = await wordsReader(as(viewer), trx, [dataRequestId])
      return { ...who, note: read(dataRequestId, noteSealed) }
    })
  return { ...request, submissionId, asked }
}

test('an officer sends a return for sign-off: its signatories are told, by whom and with which note', async () => {
  const { as, officer, signatory, dataRequestId, submissionId, asked } = await aReadyReturn()
  expect(await asked(signatory)).toBeUndefined()

  expect(await askForSignOff(as(officer), { dataRequestId, note })).toEqual({ submissionId })

  expect(await asked(signatory)).toEqual({
    ...{ askedByName: 'Some officer', note },
    askedAt: as(officer).now,
  })
  expect((await told(db, dataRequestId)).at(-1)).toEqual({
    kind: 'return awaits sign-off',
    recipients: 'signatories',
  })
  expect((await recorded(db, dataRequestId)).at(-1)).toEqual({
    type: 'sign-off asked for',
    details: { dataRequestId, submissionId },
    personId: officer.personId,
  })
})

test('it is asked again with another note or none, and the last holds', async () => {
  const { as, officer, signatory, dataRequestId, asked } = await aReadyReturn()
  await askForSignOff(as(officer), { dataRequestId, note })

  await askForSignOff(as(officer), { dataRequestId, note: '' })

  expect(await asked(signatory)).toMatchObject({ note: null })
  const notices = (await told(db, dataRequestId)).filter(({ kind }) => kind === 'return awaits sign-off')
  expect(notices).toHaveLength(2)
})

test('a new version is asked for anew', async () => {
  const { as, officer, signatory, dataRequestId, asked } = await aReadyReturn()
  await askForSignOff(as(officer), { dataRequestId, note })

  const newer = await declareNil(as(officer), { dataRequestId })

  expect(await asked(signatory, newer.submissionId)).toBeUndefined()
})

test.each([
  ['something to fix', notANumber],
  ['a query to explain', veryLow],
])('while there is %s nobody is asked to sign, and nothing is kept', async (_, change) => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  await sendAndCheck(as(officer), dataRequestId, await aWorkbook([change]))
  const before = await everything(db, dataRequestId)

  await expect(askForSignOff(as(officer), { dataRequestId, note })).rejects.toMatchObject({
    code: 'REQUEST_STATE',
    message: expect.stringContaining('checked and every query is answered'),
  })
  expect(await everything(db, dataRequestId)).toEqual(before)
})

test('only an officer of the authority asks', async () => {
  const { as, signatory, analyst, foreigner, dataRequestId, asked } = await aReadyReturn()

  for (const viewer of [signatory, analyst])
    await expect(askForSignOff(as(viewer), { dataRequestId })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(askForSignOff(as(foreigner), { dataRequestId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await asked(signatory)).toBeUndefined()
})

test('another authority cannot read that it was asked', async () => {
  const { as, officer, analyst, foreigner, dataRequestId, asked } = await aReadyReturn()
  await askForSignOff(as(officer), { dataRequestId, note })

  expect(await asked(foreigner)).toBeUndefined()
  expect(await asked(analyst)).toMatchObject({ note })
})

test('a note has 2,000 characters at most', () => {
  const dataRequestId = crypto.randomUUID()

  expect(AskForSignOff.safeParse({ dataRequestId }).success).toBe(true)
  expect(AskForSignOff.safeParse({ dataRequestId, note: 'x'.repeat(2000) }).success).toBe(true)
  expect(AskForSignOff.safeParse({ dataRequestId, note: 'x'.repeat(2001) }).success).toBe(false)
})
