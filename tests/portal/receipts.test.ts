import { expect, test } from 'vitest'
import { aSignedReturn } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const limits = { reads: 1000, changes: 1000, unknown: 1000, guesses: 3 }
const portal = testPortal(db)
const strict = testPortal(db, { limits })

test('anybody who is shown a receipt’s check code is told what it stands for, and nobody is named', async () => {
  const { officer, submissionId, sha256 } = await aSignedReturn(db)
  const { checkCode } = (await portal.as(officer)({ url: `/api/v1/submissions/${submissionId}` })).json()

  const told = await portal.app.inject({ url: `/api/v1/receipts/${checkCode.toLowerCase()}` })

  expect(told.statusCode).toBe(200)
  expect(told.json()).toEqual({
    ...{ checkCode, sha256, byteCount: expect.any(Number), version: 1, kind: 'nil', isNewest: true },
    ...{ authorityCode: '330', authorityName: 'Birmingham' },
    ...{ title: 'Children in illegal homes, September 2024', referenceOn: '2024-09-01' },
    ...{ receivedAt: expect.any(String), signedAt: expect.any(String) },
  })
})

test('a code that is no receipt’s is missing, one that cannot be a code is wrong, and guessing ends', async () => {
  const ask = (code: string) => strict.app.inject({ url: `/api/v1/receipts/${code}` })

  expect((await ask('hello')).json()).toMatchObject({ status: 422, code: 'CHECK_CODE_WRONG' })
  for (let guess = 0; guess < limits.guesses; guess += 1)
    expect((await ask('0000-0000-0000-0000')).json()).toMatchObject({ status: 404, code: 'RECEIPT_UNKNOWN' })
  expect((await ask('0000-0000-0000-0000')).json()).toMatchObject({ status: 404 })
  expect((await ask('0000-0000-0000-0000')).statusCode).toBe(429)
})
