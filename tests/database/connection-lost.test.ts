import { connect } from '@rollcall/database/connect'
import { isConnectionLost } from '@rollcall/database/connection-lost'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'

const { db, adminUrl, appUrl } = testDatabase()

test('a connection that breaks in the middle of a transaction is told from a mistake, now and at the next query', async () => {
  const admin = connect(adminUrl, { connections: 1 })
  const own = connect(appUrl, { connections: 1, onError: () => undefined })
  const errors: unknown[] = []
  await asViewer(own, system, async (trx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(admin)
    for (let query = 0; query < 3; query++) {
      await sql`select 1`.execute(trx).catch((error: unknown) => errors.push(error))
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }).catch((error: unknown) => errors.push(error))
  await own.destroy()
  await admin.destroy()

  expect(errors.length).toBeGreaterThanOrEqual(3)
  expect(errors.filter((error) => !isConnectionLost(error))).toEqual([])
})

test('a mistake in a query is no lost connection', async () => {
  const wrong = await sql`select nothing from nowhere`.execute(db).catch((error: unknown) => error)

  expect(isConnectionLost(wrong)).toBe(false)
})
