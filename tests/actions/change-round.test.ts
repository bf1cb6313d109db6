import { changeRound } from '@rollcall/actions/change-round'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { listRoundAuthorities, lockRound } from '@rollcall/database/rounds'
import { asViewer } from '@rollcall/database/transaction'
import { RoundId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aRound, day } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const stored = (id: RoundId) => asViewer(db, system, (trx) => lockRound(trx, id))
const chosen = (id: RoundId) =>
  asViewer(db, system, async (trx) => (await listRoundAuthorities(trx, id)).map(({ code }) => code).sort())

test('a draft is changed part by part, and the record says which parts', async () => {
  const { as, approver, roundId } = await aRound(db, { until: 'draft' })

  await changeRound(as(approver), {
    ...{ roundId, revision: 1 },
    dueOn: day('2024-11-01'),
    authorities: ['202'],
  })

  expect(await stored(roundId)).toMatchObject({
    dueOn: '2024-11-01',
    closesOn: '2024-11-15',
    title: 'Children in illegal homes, September 2024',
    revision: 2,
    changedBy: approver.personId,
  })
  expect(await chosen(roundId)).toEqual(['202'])
  const events = await asViewer(db, system, (trx) =>
    trx.selectFrom('auditEvents').select(['type', 'details']).orderBy('seq').execute(),
  )
  expect(events.at(-1)).toEqual({
    type: 'round changed',
    details: { roundId, parts: 'authorities, dueOn' },
  })
})

test('where all were asked and the date moves, all of the new date are; a choice is kept', async () => {
  const all = await aRound(db, { until: 'draft', table: authorities })
  const some = await aRound(db, { until: 'draft', authorities: ['202', '330'] })
  const without = await aRound(db, { until: 'draft', authorities: { by: 'all', except: ['202', '330'] } })
  const earlier = { revision: 1, referenceOn: day('2022-09-01') }

  await changeRound(all.as(all.analyst), { roundId: all.roundId, ...earlier })
  await changeRound(some.as(some.analyst), { roundId: some.roundId, ...earlier })
  await changeRound(without.as(without.analyst), { roundId: without.roundId, ...earlier })

  expect(await chosen(all.roundId)).toContain('909')
  expect(await chosen(all.roundId)).toHaveLength(152)
  expect(await chosen(some.roundId)).toEqual(['202', '330'])
  expect(await chosen(without.roundId)).toHaveLength(150)
  expect(await chosen(without.roundId)).toContain('909')
  expect(await stored(without.roundId)).toMatchObject({ whoAsked: { by: 'all', except: ['202', '330'] } })
})

test('of two who change the same revision at once one has, and the other reads again', async () => {
  const { as, analyst, approver, roundId } = await aRound(db, { until: 'draft' })

  const tries = await Promise.allSettled([
    changeRound(as(analyst), { roundId, revision: 1, title: 'One title' }),
    changeRound(as(approver), { roundId, revision: 1, title: 'Another title' }),
  ])

  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(tries.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'CHANGED_MEANWHILE' })
  expect((await stored(roundId)).revision).toBe(2)
})

test('dates out of order, a round that was issued, one that is not there, an officer: nothing is changed', async () => {
  const { as, analyst, officer, roundId } = await aRound(db)
  const draft = await aRound(db, { until: 'draft' })
  const change = { revision: 3, title: 'Another title' }

  await expect(changeRound(as(officer), { roundId, ...change })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  })
  await expect(changeRound(as(analyst), { roundId, ...change })).rejects.toMatchObject({
    code: 'ROUND_STATE',
    message:
      'This round is open, so it can no longer be changed. Some of its dates can be moved, with a reason, and an authority that needs longer can be given more time.',
  })
  await expect(
    changeRound(as(analyst), { roundId: RoundId.parse(crypto.randomUUID()), ...change }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(
    changeRound(as(analyst), { roundId: draft.roundId, revision: 1, closesOn: day('2024-10-01') }),
  ).rejects.toMatchObject({ code: 'ROUND_DATES' })
  expect(await stored(draft.roundId)).toMatchObject({ revision: 1, closesOn: '2024-11-15' })
})
