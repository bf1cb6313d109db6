import { declareNil } from '@rollcall/actions/declare-nil'
import { getReceipt } from '@rollcall/actions/receipt'
import { signOffReturn } from '@rollcall/actions/sign-off-return'
import { verifyReceipt } from '@rollcall/actions/verify-receipt'
import { asViewer } from '@rollcall/database/transaction'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, contextOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { readyWorkbook, send } from '../support/returns.ts'

const { db } = testDatabase()
const asSystem = contextOf(db, system)
const bytes = await readyWorkbook()

test('a check code says who sent which bytes, and when', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const { checkCode, sha256, byteCount } = await send(as(officer), dataRequestId, bytes)

  expect(await verifyReceipt(asSystem, checkCode)).toEqual({
    ...{ checkCode, sha256, byteCount, version: 1, kind: 'workbook' },
    ...{ authorityCode: '330', authorityName: 'Birmingham' },
    ...{ title: 'Children in illegal homes, September 2024', referenceOn: '2024-09-01' },
    ...{ receivedAt: as(officer).now, isNewest: true, signedAt: null },
  })
})

test('it is read however people write it', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const { checkCode } = await send(as(officer), dataRequestId, bytes)

  const written = ` ${checkCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `

  expect(await verifyReceipt(asSystem, written)).toMatchObject({ checkCode })
})

test('a declaration of nil has a receipt too, which says whether it is the newest version and signed', async () => {
  const { as, officer, signatory, dataRequestId } = await aDataRequest(db)
  const old = await declareNil(as(officer), { dataRequestId })
  const { checkCode, sha256 } = await declareNil(as(officer), { dataRequestId })
  await signOffReturn(as(signatory), { dataRequestId, sha256, statement: statementOfTruth })

  expect(await verifyReceipt(asSystem, checkCode)).toMatchObject({
    ...{ kind: 'nil', version: 2, isNewest: true, signedAt: as(signatory).now },
  })
  expect(await verifyReceipt(asSystem, old.checkCode)).toMatchObject({
    ...{ kind: 'nil', version: 1, isNewest: false, signedAt: null },
  })
})

test('codes of what came before anybody asked, and after, are found; none is kept in the clear', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const first = await send(as(officer), dataRequestId, bytes)
  expect(await verifyReceipt(asSystem, first.checkCode)).toBeDefined()
  const second = await send(as(officer), dataRequestId, bytes)

  // Whoever asks at the same time notes the same codes.
  const found = await Promise.all(
    [first, second, second, first].map(({ checkCode }) => verifyReceipt(asSystem, checkCode)),
  )

  expect(found.map((receipt) => receipt?.version)).toEqual([1, 2, 2, 1])
  const kept = await asViewer(db, system, (trx) => trx.selectFrom('receiptCodes').selectAll().execute())
  expect(kept.length).toBeGreaterThanOrEqual(2)
  expect(kept.every(({ codeHash }) => codeHash.length === 32)).toBe(true)
  expect(await asViewer(db, officer, (trx) => trx.selectFrom('receiptCodes').selectAll().execute())).toEqual(
    [],
  )
})

test('a code that no receipt has is nobody’s, and what cannot be a code is refused', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await send(as(officer), dataRequestId, bytes)
  const { checkCode } = await getReceipt(as(officer), submissionId)
  const other = `${checkCode.slice(0, -1)}${checkCode.endsWith('Z') ? 'Y' : 'Z'}`

  expect(await verifyReceipt(asSystem, other)).toBeUndefined()
  await expect(verifyReceipt(asSystem, `${checkCode}0`)).rejects.toMatchObject({ code: 'CHECK_CODE_WRONG' })
  await expect(verifyReceipt(as(officer), checkCode)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})
