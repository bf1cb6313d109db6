import { randomUUID } from 'node:crypto'
import { connect, type Db } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { AuthorityId, PersonId } from '@rollcall/domain/ids'
import type { Viewer } from '@rollcall/domain/viewer'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  aRowOfEveryTable,
  type CatalogueTable,
  catalogueTables,
  hasAuthority,
} from '../support/a-row-of-every-table.ts'
import { testDatabase } from '../support/database.ts'

const { db, appUrl, ownerUrl } = testDatabase()
const [one, other] = [AuthorityId.parse(randomUUID()), AuthorityId.parse(randomUUID())]
const officer: Viewer = { role: 'officer', personId: PersonId.parse(randomUUID()), authorityId: one }
const analyst: Viewer = { role: 'analyst', personId: PersonId.parse(randomUUID()) }

// The owner may do to its tables what the portal's login may not, so the policies are seen to hold even where every right is given.
let owner: Db
let tables: readonly CatalogueTable[]
let kept: readonly string[]
let others: ReadonlyMap<string, Record<string, unknown>>

beforeAll(async () => {
  owner = connect(ownerUrl, { connections: 1 })
  tables = await catalogueTables(db)
  // What is written to an authority's people is the office's to see.
  kept = tables.filter(hasAuthority).flatMap(({ name }) => (name === 'messages' ? [] : [name]))
  await aRowOfEveryTable(db, one)
  others = await aRowOfEveryTable(db, other)
})
afterAll(() => owner.destroy())

/** What an action on every table came to, each in a transaction of its own that is taken back. */
async function onEvery<Result>(
  names: readonly string[],
  viewer: Viewer,
  through: Db,
  work: (run: <Row>(query: ReturnType<typeof sql<Row>>) => Promise<Row[]>, table: string) => Promise<Result>,
): Promise<Record<string, Result | string>> {
  const results: Record<string, Result | string> = {}
  const back = new Error('taken back')
  for (const name of names) {
    await asViewer(through, viewer, async (trx) => {
      results[name] = await work(async (query) => (await query.execute(trx)).rows, name)
      throw back
    }).catch((error: Error & { code?: string }) => {
      if (error !== back) results[name] = error.code ?? error.message
    })
  }
  return results
}

const all = <Value>(names: readonly string[], value: Value) =>
  Object.fromEntries(names.map((name) => [name, value]))

test('there is a row of each of two authorities in every table that has authorities', async () => {
  const counts = await onEvery(kept, { role: 'system' }, db, async (run, table) => {
    const rows = await run(
      sql<{ authority: string }>`select distinct authority_id as authority from ${sql.table(table)}`,
    )
    return rows.map(({ authority }) => authority).toSorted()
  })

  expect(kept.length).toBeGreaterThan(20)
  expect(counts).toEqual(all(kept, [one, other].toSorted()))
})

test.each(['the portal', 'the owner'])(
  'as one authority %s sees only its rows, in every table',
  async (who) => {
    const seen = await onEvery(kept, officer, who === 'the portal' ? db : owner, async (run, table) => {
      const rows = await run(sql<{ authorityId: string }>`select * from ${sql.table(table)}`)
      return [...new Set(rows.map(({ authorityId }) => authorityId))]
    })

    expect(seen).toEqual(all(kept, [one]))
  },
)

test('an update without a where changes only its own rows', async () => {
  const changed = await onEvery(kept, officer, owner, async (run, table) => {
    const rows = await run(
      sql<{
        authorityId: string
      }>`update ${sql.table(table)} set authority_id = authority_id returning authority_id`,
    )
    return [...new Set(rows.map(({ authorityId }) => authorityId))]
  })

  // Nobody changes the record, not even what is theirs.
  expect(changed).toEqual({ ...all(kept, [one]), audit_events: 'P0001' })
})

test("another authority's rows cannot be changed or removed", async () => {
  const touched = await onEvery(kept, officer, owner, async (run, table) => [
    ...(await run(
      sql`update ${sql.table(table)} set authority_id = ${other} where authority_id = ${other} returning 1`,
    )),
    ...(await run(sql`delete from ${sql.table(table)} where authority_id = ${other} returning 1`)),
  ])

  expect(touched).toEqual(all(kept, []))
})

test('nothing can be added for another authority, or given to it', async () => {
  const added = await onEvery(kept, officer, owner, async (run, table) => {
    const row = JSON.stringify(others.get(table))
    // Postgres itself fills those that are generated.
    const stored = await run(
      sql<{ name: string }>`select attname as name from pg_attribute where attrelid = ${table}::regclass
        and attnum > 0 and not attisdropped and attgenerated = ''`,
    )
    const columns = sql.join(stored.map(({ name }) => sql.ref(name)))
    return run(
      sql`insert into ${sql.table(table)} (${columns})
        select ${columns} from jsonb_populate_record(null::${sql.table(table)}, ${row}::jsonb)`,
    )
  })
  const given = await onEvery(kept, officer, owner, (run, table) =>
    run(sql`update ${sql.table(table)} set authority_id = ${other}`),
  )

  const insufficientPrivilege = '42501'
  expect(added).toEqual(all(kept, insufficientPrivilege))
  expect(given).toEqual({ ...all(kept, insufficientPrivilege), audit_events: 'P0001' })
})

test('with no viewer nothing is seen, but for what is everybody’s', async () => {
  const openToAll = ['authorities', 'frozen_sources', 'outbox']
  const seen: string[] = []
  for (const { name } of tables) {
    for (const through of [db, owner]) {
      const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(through)
      if (rows.length > 0) seen.push(name)
    }
  }

  expect([...new Set(seen)].toSorted()).toEqual(openToAll)
})

test('a connection that is given back to the pool is nobody’s', async () => {
  const single = connect(appUrl, { connections: 1 })
  const look = async () => {
    const { rows } = await sql<{ seen: number; role: string | null; authority: string | null }>`
      select (select count(*) from submissions) as seen,
        nullif(current_setting('rollcall.role', true), '') as role,
        nullif(current_setting('rollcall.authority', true), '') as authority
    `.execute(single)
    return rows[0]
  }
  const during = await asViewer(
    single,
    officer,
    async (trx) => await trx.selectFrom('submissions').select('id').execute(),
  )
  const after = await look()
  await asViewer(single, officer, () => Promise.reject(new Error('broke'))).catch(() => undefined)
  const afterBreaking = await look()
  await single.destroy()

  expect(during).toHaveLength(1)
  expect([after, afterBreaking]).toEqual(Array(2).fill({ seen: 0, role: null, authority: null }))
})

test('an authority sees the rounds it was asked in, their answers, and its own people; the office sees all', async () => {
  const count = async (viewer: Viewer) =>
    await onEvery(['rounds', 'round_answers', 'people'], viewer, db, async (run, table) => {
      const rows = await run(sql<{ id: string }>`select id from ${sql.table(table)}`)
      return rows.map(({ id }) => id === others.get(table)?.id)
    })

  expect(await count(officer)).toEqual(all(['rounds', 'round_answers', 'people'], [false]))
  const office = await count(analyst)
  for (const seen of Object.values(office)) expect(seen).toHaveLength(2)
})

test.each([
  ...[
    'national_figures',
    'figure_breakdowns',
    'saved_views',
    'portal_keys',
    'identities',
    'sessions',
    'sign_in_links',
    'idempotency_keys',
  ],
  ...['sign_in_attempts', 'invitations', 'messages', 'broken_addresses', 'message_pauses'],
  'letter_numbers',
])('%s are not for authorities at all', async (table) => {
  const seen = await onEvery([table], officer, owner, async (run) => [
    ...(await run(sql`select 1 from ${sql.table(table)}`)),
    ...(await run(sql`delete from ${sql.table(table)} returning 1`)),
  ])
  expect(seen).toEqual({ [table]: [] })
})

test('an officer sees how far its own record and the whole have come, and no other authority’s', async () => {
  await asViewer(db, { role: 'system' }, async (trx) => {
    const head = (chain: string) => ({ chain, seq: 1, hash: Buffer.alloc(32) })
    await trx.insertInto('auditHeads').values(['all', one, other].map(head)).execute()
  })
  const chains = await asViewer(db, officer, (trx) => trx.selectFrom('auditHeads').select('chain').execute())

  expect(chains.map(({ chain }) => chain).toSorted()).toEqual(['all', one].toSorted())
})
