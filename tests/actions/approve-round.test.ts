import { approveRound } from '@rollcall/actions/approve-round'
import { changeRound } from '@rollcall/actions/change-round'
import { issueRound } from '@rollcall/actions/issue-round'
import { openRound } from '@rollcall/actions/open-round'
import { asViewer } from '@rollcall/database/transaction'
import { system, type Viewer } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aMember, aRound, usualRound } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()

test('a second person approves what they have read, and the record says who', async () => {
  const { as, approver, roundId } = await aRound(db, { until: 'draft' })

  await approveRound(as(approver), { roundId, revision: 1 })

  const events = await asViewer(db, system, (trx) =>
    trx.selectFrom('auditEvents').select(['type', 'personId', 'details']).orderBy('seq').execute(),
  )
  expect(events.at(-1)).toEqual({
    type: 'round approved',
    personId: approver.personId,
    details: { roundId, revision: 1 },
  })
  await expect(approveRound(as(approver), { roundId, revision: 2 })).rejects.toMatchObject({
    code: 'ROUND_APPROVED',
  })
})

test('nobody approves what they opened or were the last to change', async () => {
  const { as, analyst, approver } = await aRound(db)
  const other: Viewer = { role: 'approver', personId: await aMember(db, 'approver') }
  const own = await openRound(as(approver), usualRound)
  const changed = await openRound(as(analyst), usualRound)
  await changeRound(as(approver), { ...changed, revision: 1, title: 'Another title' })

  const ownWork = { code: 'OWN_WORK' }
  await expect(approveRound(as(approver), { ...own, revision: 1 })).rejects.toMatchObject(ownWork)
  await expect(approveRound(as(approver), { ...changed, revision: 2 })).rejects.toMatchObject(ownWork)
  await approveRound(as(other), { ...changed, revision: 2 })
})

test('a change after the approval takes it away, and a change unseen cannot be approved', async () => {
  const { as, analyst, approver, roundId } = await aRound(db, { until: 'approved' })

  await changeRound(as(analyst), { roundId, revision: 2, title: 'Another title' })

  await expect(issueRound(as(analyst), { roundId })).rejects.toMatchObject({ code: 'ROUND_NOT_APPROVED' })
  await expect(approveRound(as(approver), { roundId, revision: 2 })).rejects.toMatchObject({
    code: 'CHANGED_MEANWHILE',
  })
})

test('an analyst approves nothing', async () => {
  const { as, analyst, roundId } = await aRound(db, { until: 'draft' })

  await expect(approveRound(as(analyst), { roundId, revision: 1 })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  })
})

test('the database itself refuses an approval by the one who opened the round', async () => {
  const { analyst, roundId } = await aRound(db, { until: 'draft' })

  await expect(
    asViewer(db, analyst, (trx) =>
      trx
        .updateTable('rounds')
        .set({ approvedBy: analyst.personId, approvedAt: new Date() })
        .where('id', '=', roundId)
        .execute(),
    ),
  ).rejects.toThrow('rounds_check')
})
