import { closeDueRounds } from '@rollcall/actions/close-due-rounds'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, day, requestsOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()

const rounds = () =>
  asViewer(db, system, (trx) => trx.selectFrom('rounds').select(['id', 'state', 'closedBy']).execute())

test('a round is closed once its closing date is over, however often the calendar asks', async () => {
  const { as, roundId } = await aDataRequest(db)
  const later = await aDataRequest(db, { closesOn: day('2024-12-01') })
  const on = (today: string) => closeDueRounds(as(system, { today: day(today) }))

  expect(await on('2024-11-15')).toEqual({ closed: 0 })
  const closed = await Promise.all([on('2024-11-16'), on('2024-11-16')])
  expect(closed.reduce((sum, one) => sum + one.closed, 0)).toBe(1)

  expect(await rounds()).toEqual(
    expect.arrayContaining([
      { id: roundId, state: 'closed', closedBy: null },
      { id: later.roundId, state: 'open', closedBy: null },
    ]),
  )
  const states = (await requestsOf(db, roundId)).map(({ state }) => state)
  expect(states).toEqual(['no-return', 'no-return', 'no-return'])
  expect(await on('2024-12-02')).toEqual({ closed: 1 })
})

test('nobody but the portal and the office closes rounds', async () => {
  const { as, officer } = await aDataRequest(db)
  await expect(closeDueRounds(as(officer))).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})
