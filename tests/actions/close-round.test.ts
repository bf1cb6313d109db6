import { closeRound } from '@rollcall/actions/close-round'
import { updateDataRequest } from '@rollcall/database/data-requests'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, aRound, day, requestsOf, told } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const over = { today: day('2024-11-15') }

test('a round that closes ends what nobody has signed; what is signed stays and can be accepted', async () => {
  const { as, analyst, officer, roundId, dataRequestId, foreignDataRequestId } = await aDataRequest(db)
  await asViewer(db, system, async (trx) => {
    await updateDataRequest(trx, dataRequestId, { state: 'awaiting-sign-off' })
    await updateDataRequest(trx, foreignDataRequestId, { state: 'signed' })
  })

  expect(await closeRound(as(analyst, over), { roundId })).toEqual({ withoutReturn: 2 })

  expect((await requestsOf(db, roundId)).map(({ code, state }) => [code, state])).toEqual([
    ['202', 'signed'],
    ['330', 'no-return'],
    ['383', 'no-return'],
  ])
  const { events, notices } = await told(db, officer, dataRequestId)
  expect(events.at(-1)).toMatchObject({
    type: 'ended without a return',
    personId: analyst.personId,
    details: { roundId, dataRequestId },
  })
  expect(notices.at(-1)).toEqual({ kind: 'ended without a return', recipients: 'authority' })
  const waiting = await asViewer(db, system, (trx) =>
    trx.selectFrom('outbox').select(['job', 'input']).execute(),
  )
  expect(waiting).toContainEqual({ job: 'refresh-figures', input: { roundId } })
})

test('nobody is cut off while they are in time', async () => {
  const { as, analyst, roundId } = await aRound(db)
  const closing = closeRound(as(analyst, { today: day('2024-10-31') }), { roundId })

  await expect(closing).rejects.toMatchObject({
    code: 'STILL_IN_TIME',
    message:
      'Authorities have until 31 October 2024 to answer. Close the round after that day, or when every return is signed off.',
  })
  expect((await requestsOf(db, roundId)).map(({ state }) => state)).toEqual(Array(3).fill('not-started'))
})

test('when everybody has signed, a round closes early', async () => {
  const { as, analyst, roundId } = await aRound(db)
  for (const { id } of await requestsOf(db, roundId)) {
    await asViewer(db, system, (trx) => updateDataRequest(trx, id, { state: 'signed' }))
  }

  expect(await closeRound(as(analyst), { roundId })).toEqual({ withoutReturn: 0 })
})

test('a draft is not closed, nor a closed round again, nor any by an officer', async () => {
  const draft = await aRound(db, { until: 'draft' })
  const { as, analyst, officer, roundId } = await aRound(db)

  await expect(closeRound(as(officer, over), { roundId })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await closeRound(as(analyst, over), { roundId })
  for (const closed of [roundId, draft.roundId]) {
    await expect(closeRound(as(analyst, over), { roundId: closed })).rejects.toMatchObject({
      code: 'ROUND_STATE',
    })
  }
})
