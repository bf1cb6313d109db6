import { createHash } from 'node:crypto'
import { readCheckedReturn } from '@rollcall/actions/checked-return'
import { transact } from '@rollcall/actions/context'
import { declareNil } from '@rollcall/actions/declare-nil'
import { readContent } from '@rollcall/actions/read-content'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import { connect } from '@rollcall/database/connect'
import { freezeSource } from '@rollcall/database/frozen-sources'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, contextOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { everything, jobsAsked, recorded, storedRequest, storedSubmission, told } from '../support/returns.ts'

const { db, ownerUrl } = testDatabase()
const asSystem = contextOf(db, system)

test('an authority with nothing to report says so, and it is checked at once by the same rules', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)

  const receipt = await declareNil(as(officer), { dataRequestId })

  const { submissionId, sha256 } = receipt
  expect(receipt).toMatchObject({ version: 1, kind: 'nil', means: illegalHomes.nilReturn?.means })
  expect(await storedSubmission(db, submissionId)).toMatchObject({
    ...{ kind: 'nil', state: 'ready', errorCount: 0, openQueryCount: 0 },
    rowsBySheet: [
      { sheet: 'Children', rows: 0 },
      { sheet: 'Return', rows: 1 },
    ],
  })
  expect((await storedRequest(db, dataRequestId)).state).toBe('awaiting-sign-off')
  expect(await jobsAsked(db)).toEqual([])
  expect((await recorded(db, dataRequestId)).map(({ type, personId }) => [type, personId])).toEqual([
    ['nil return declared', officer.personId],
    ['return checked', officer.personId],
  ])
  expect(await told(db, dataRequestId)).toEqual([{ kind: 'return checked', recipients: 'officers' }])
  const { kept, declaration } = await transact(asSystem, async (trx) => ({
    kept: await readCheckedReturn(asSystem, trx, submissionId),
    declaration: await readContent(asSystem, trx, submissionId, 'file'),
  }))
  expect(kept).toMatchObject({ children: [], findings: [], contribution: { authority: '330' } })
  expect(
    createHash('sha256')
      .update(declaration ?? '')
      .digest('hex'),
  ).toBe(sha256)
})

test('where a collection cannot be answered with nil, that is refused and nothing is kept', async () => {
  const { as, officer, roundId, dataRequestId } = await aDataRequest(db)
  // No login of the portal may give a round another collection than it was opened with.
  const owner = connect(ownerUrl, { connections: 1 })
  await asViewer(owner, system, async (trx) => {
    const { nilReturn: _, ...withoutNil } = illegalHomes
    const collectionHash = await freezeSource(trx, withoutNil)
    await trx.updateTable('rounds').set({ collectionHash }).where('id', '=', roundId).execute()
  })
  await owner.destroy()
  const before = await everything(db, dataRequestId)

  await expect(declareNil(as(officer), { dataRequestId })).rejects.toMatchObject({ code: 'NO_NIL_RETURN' })

  expect(await everything(db, dataRequestId)).toEqual(before)
})

test('only an officer of the authority declares nil', async () => {
  const { as, signatory, approver, foreigner, dataRequestId } = await aDataRequest(db)
  const before = await everything(db, dataRequestId)

  for (const viewer of [signatory, approver]) {
    await expect(declareNil(as(viewer), { dataRequestId })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  }
  await expect(declareNil(as(foreigner), { dataRequestId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await everything(db, dataRequestId)).toEqual(before)
})
