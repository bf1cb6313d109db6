import { setTimeout as wait } from 'node:timers/promises'
import { connect, type Db } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { CompiledQuery, sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'

const { appUrl, ownerUrl } = testDatabase()

test('a query is worked out once for each connection', async () => {
  const db = connect(appUrl, { connections: 1 })
  const countRounds = () =>
    asViewer(db, system, async (trx) => {
      await trx.selectFrom('rounds').select('title').where('state', '=', 'open').execute()
      const { rows } = await sql<{ times: number }>`select (generic_plans + custom_plans)::int as times
        from pg_prepared_statements where statement like '%"title" from "rounds"%'`.execute(trx)
      return rows.map(({ times }) => times)
    })

  expect([await countRounds(), await countRounds()]).toEqual([[1], [2]])
  await db.destroy()
})

test('no query is compiled for a viewer, though Postgres could', async () => {
  const db = connect(appUrl, { connections: 1 })
  const jit = async (trx: Pick<Db, 'executeQuery'>) =>
    (await trx.executeQuery<{ jit: string }>(CompiledQuery.raw('show jit'))).rows[0]?.jit

  await sql`set jit = on`.execute(db)
  expect(await asViewer(db, system, jit)).toBe('off')
  expect(await jit(db)).toBe('on')
  await db.destroy()
})

test('what asks for every column goes on working when a migration adds one', async () => {
  const [db, owner] = [connect(appUrl, { connections: 1 }), connect(ownerUrl, { connections: 1 })]
  const read = () =>
    asViewer(db, system, (trx) => trx.selectFrom('rounds').selectAll().where('state', '=', 'open').execute())
  await read()
  await sql`alter table rounds add column added text`.execute(owner)

  expect(await read()).toEqual([])
  await Promise.all([db.destroy(), owner.destroy()])
})

test('a transaction is one from the first thing that is asked in it, and none where nothing is', async () => {
  const db = connect(appUrl, { connections: 1 })
  const began = async (asked: Pick<Db, 'executeQuery'>) =>
    (await asked.executeQuery<{ began: Date }>(CompiledQuery.raw('select now() as began'))).rows[0]?.began

  const [first, second] = await db
    .transaction()
    .execute(async (trx) =>
      [await began(trx), await wait(20), await began(trx)].filter((one) => one !== undefined),
    )
  expect(first).toEqual(second)

  await db.transaction().execute(async () => undefined)
  await expect(db.transaction().execute(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug')
  const third = await began(db)
  await wait(20)
  expect(await began(db)).not.toEqual(third)
  await db.destroy()
})
