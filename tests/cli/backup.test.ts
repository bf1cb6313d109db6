import { randomUUID } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { askQuestion } from '@rollcall/actions/ask-question'
import { transact } from '@rollcall/actions/context'
import { keepFigures } from '@rollcall/actions/keep-figures'
import { refreshFigures } from '@rollcall/actions/refresh-figures'
import { wordsOf } from '@rollcall/actions/words'
import { catalogueFaults } from '@rollcall/database/catalogue'
import { connect } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { startEmbeddedPostgres } from '@rollcall/platform/embedded-postgres'
import { startLog } from '@rollcall/platform/log'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDataRequest, contextOf, masterKeys } from '../support/builders.ts'
import { acceptAndCount, sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aWorkbook } from '../support/returns.ts'
import { rollcallWith } from '../support/rollcall.ts'
import { ask } from '../support/run-postgres.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const { db, appUrl, ownerUrl, adminUrl } = testDatabase()
const at = temporaryFolder()
const enterable = temporaryFolder({ enterable: true })
const key = { ROLLCALL_MASTER_KEY: masterKeys[0].key.toString('base64') }
const file = at('rollcall.backup')
let round: Awaited<ReturnType<typeof aDataRequest>>

const empties: string[] = []
/** A new database with nothing in it. */
async function anEmptyDatabase(): Promise<{ readonly owner: string; readonly app: string }> {
  const name = `restored_${randomUUID().slice(0, 8)}`
  empties.push(name)
  await ask(adminUrl, `create database ${name} owner rollcall_owner`)
  const named = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString()
  return { owner: named(ownerUrl), app: named(appUrl) }
}
afterAll(async () => {
  for (const name of empties) await ask(adminUrl, `drop database if exists ${name} with (force)`)
})

const restore = (owner: string, from = file, settings: Record<string, string> = key) =>
  rollcallWith({ DATABASE_URL: appUrl, DATABASE_OWNER_URL: owner, ...settings }, 'restore', from)

beforeAll(async () => {
  round = await aDataRequest(db)
  const { as, officer, analyst, dataRequestId, roundId } = round
  await askQuestion(as(officer), { dataRequestId, text: 'Who counts?\nAnd\u2028who does not?' })
  const { submissionId } = await sendAndSign(round, round, await aWorkbook())
  await acceptAndCount(round, round, submissionId)
  await refreshFigures(as(system), { roundId })
  await keepFigures(as(analyst), { roundId, label: 'First look' })
  await asViewer(db, system, async (trx) => {
    await trx.updateTable('outbox').set({ relayedAt: new Date(), doneAt: new Date() }).execute()
    const waiting = { job: 'check-submission', input: '{}', relayedAt: new Date(), takenAt: new Date() }
    await trx
      .insertInto('outbox')
      .values({ ...waiting, once: null })
      .execute()
    const [person] = await trx.selectFrom('memberships').selectAll().execute()
    if (person === undefined) throw new Error('nobody is there')
    const session = { personId: person.personId, membershipId: person.id, endsAt: new Date() }
    await trx
      .insertInto('sessions')
      .values({ ...session, tokenHash: Buffer.alloc(32) })
      .execute()
  })
  const { code, stderr } = await rollcallWith({ DATABASE_URL: appUrl }, 'backup', file)
  expect([code, stderr]).toEqual([0, ''])
})

/** Every row of every table, as Postgres writes it out. */
async function everyRow(url: string): Promise<Record<string, string[]>> {
  const admin = connect(Object.assign(new URL(adminUrl), { pathname: new URL(url).pathname }).toString())
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1
  `.execute(admin)
  const found: Record<string, string[]> = {}
  for (const { name } of tables) {
    const { rows } = await sql<{
      row: string
    }>`select t::text as row from ${sql.table(name)} t order by 1`.execute(admin)
    found[name] = rows.map(({ row }) => row)
  }
  await admin.destroy()
  return found
}

test('a backup is a file for this user alone, says what it is, and has no key and nothing sealed in the clear', async () => {
  const { mode } = await stat(file)
  const text = gunzipSync(await readFile(file)).toString('latin1')

  expect(mode & 0o777).toBe(0o600)
  expect(text.slice(0, 300)).toMatch(/^#\{"backup":\{"format":1,"madeAt":"[\d-]+T[\d:.]+Z","codeVersion":"/)
  expect(text).toContain(`"masterKeyIds":["${masterKeys[0].id}"]`)
  expect(text).not.toContain(masterKeys[0].key.toString('hex'))
  expect(text).not.toContain('Who counts?')
  expect(text).not.toContain('#{"table":"sessions"}')
})

test('restored, everything is as it was: each row, what was sent, what was written, and the figures', async () => {
  const { owner, app } = await anEmptyDatabase()
  const { code, stdout, stderr } = await restore(owner)

  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(
    /Restored as it was at 2\d{3}-.*: \d+ rows of \d+ tables, as many as in the backup\./,
  )
  expect(stdout).toMatch(/record of who did what is whole: \d+ events\./)
  expect(stdout).toMatch(/5 keys unwrapped, 1 file opened and found to be what was sent\./)
  expect(stdout).toContain('The figures of 1 round came out of their returns as they were.')

  const [before, after] = [await everyRow(appUrl), await everyRow(app)]
  for (const [table, rows] of Object.entries(before)) {
    if (['sessions', 'kysely_migration', 'outbox', 'audit_events', 'audit_heads'].includes(table)) continue
    expect([table, after[table]]).toEqual([table, rows])
  }
  expect(after.sessions).toEqual([])
  expect(after.audit_events?.length).toBe((before.audit_events?.length ?? 0) + 1)

  const restored = connect(app)
  expect(await catalogueFaults(restored)).toEqual([])
  const { officer, dataRequestId } = round
  const context = contextOf(restored, officer)
  await transact(context, async (trx) => {
    const [question] = await trx.selectFrom('questions').select('textSealed').execute()
    const words = await wordsOf(context, trx, dataRequestId)
    expect(words.open(question?.textSealed ?? expect.fail())).toBe('Who counts?\nAnd\u2028who does not?')
  })
  await asViewer(restored, system, async (trx) => {
    const [waiting] = await trx.selectFrom('outbox').selectAll().where('doneAt', 'is', null).execute()
    expect(waiting).toMatchObject({ job: 'check-submission', relayedAt: null, takenAt: null })
    const next = { job: 'later', input: '{}', once: null }
    const { id } = await trx.insertInto('outbox').values(next).returning('id').executeTakeFirstOrThrow()
    expect(id).toBe((waiting?.id ?? 0) + 1)
  })
  await restored.destroy()

  const verified = await rollcallWith({ DATABASE_URL: app }, 'audit', 'verify')
  expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining('Whole.')])
})

test('a database with something in it is not restored into', async () => {
  const { owner } = await anEmptyDatabase()
  await restore(owner)
  const twice = await restore(owner)

  expect(twice.code).toBe(2)
  expect(twice.stderr).toMatch(
    /There is something in this database already \(in \w+\)\. Restore into a new, empty one/,
  )
})

test('a second backup is not written over the first, and one needs a folder', async () => {
  const twice = await rollcallWith({ DATABASE_URL: appUrl }, 'backup', file)
  const nowhere = await rollcallWith({ DATABASE_URL: appUrl }, 'backup', at('no/such.backup'))

  expect([twice.code, twice.stderr]).toEqual([64, expect.stringContaining('is there already. Name another')])
  expect([nowhere.code, nowhere.stderr]).toEqual([64, expect.stringContaining('there is no such folder')])
})

test('with another master key nothing is restored, and the one that is needed is named', async () => {
  const { owner, app } = await anEmptyDatabase()
  const wrong = Buffer.alloc(32, 7).toString('base64')
  const refused = await restore(owner, file, { ROLLCALL_MASTER_KEY: wrong })
  const none = await restore(owner, file, { ROLLCALL_HOME: at('home') })

  expect(refused.code).toBe(2)
  expect(refused.stderr).toContain(`can be read only with the master key ${masterKeys[0].id}, and here is `)
  expect(refused.stderr).toContain('Nothing was restored.')
  expect([none.code, none.stderr]).toEqual([64, expect.stringContaining('There is no master key here.')])
  expect(Object.keys(await everyRow(app))).toEqual([])
})

test('the Postgres of our own can be restored into and backed up, running or not', async () => {
  const home = { ROLLCALL_HOME: enterable('home'), ...key }
  const into = await rollcallWith(home, 'restore', file, '--json')
  const stopped = await rollcallWith(home, 'backup', at('stopped.backup'), '--json')
  const log = startLog({ LOG_LEVEL: 'error' }, 'test', { to: process.stderr })
  const own = await startEmbeddedPostgres({ folder: home.ROLLCALL_HOME, log, durable: false })
  const running = await rollcallWith(home, 'backup', at('running.backup'), '--json')
  await own.stop()

  expect([into, stopped, running].map(({ code, stderr }) => [code, stderr])).toEqual(Array(3).fill([0, '']))
  const [restored, ...written] = [into, stopped, running].map(({ stdout }) => JSON.parse(stdout))
  // The restore is in the record too.
  for (const one of written) expect([one.tables, one.rows]).toEqual([restored.tables, restored.rows + 1])
})

const text = async () => gunzipSync(await readFile(file)).toString('utf8')
const damages: [string, () => Promise<Buffer>, RegExp][] = [
  ['is no backup', async () => Buffer.from('hello'), /not a backup of Rollcall, or it is damaged/],
  ['is a gzip of something else', async () => gzipSync('hello\n'), /not a backup of Rollcall/],
  ['was cut off', async () => (await readFile(file)).subarray(0, 5000), /is damaged/],
  [
    'had a row changed',
    async () => gzipSync((await text()).replace('"state":"accepted"', '"state":"excluded"')),
    /damaged or was changed/,
  ],
  [
    'had a row removed',
    async () => gzipSync((await text()).replace(/^\{[^\n]*"code":"202"[^\n]*\n/m, '')),
    /damaged or was changed/,
  ],
  [
    'had its last table left off',
    async () => gzipSync((await text()).split('#{"table":"submissions"}')[0] ?? ''),
    /damaged or was changed/,
  ],
]

test.each(damages)('a file that %s is refused', async (what, damage, sentence) => {
  const damaged = at(`${what.replaceAll(' ', '-')}.backup`)
  await writeFile(damaged, await damage())
  const { owner, app } = await anEmptyDatabase()
  const { code, stderr } = await restore(owner, damaged)

  expect(code).toBe(2)
  expect(stderr).toMatch(sentence)
  expect(Object.keys(await everyRow(app))).toEqual([])
})

test('keys made after a backup do not open it alone, and with the old one beside them they do', async () => {
  const newest = Buffer.alloc(32, 9).toString('base64')
  const rotated = await rollcallWith(
    { DATABASE_URL: appUrl, ROLLCALL_MASTER_KEY: newest, ROLLCALL_OLD_MASTER_KEYS: key.ROLLCALL_MASTER_KEY },
    'keys',
    'rotate',
  )
  expect([rotated.code, rotated.stdout]).toEqual([0, expect.stringContaining('5 keys wrapped anew.')])

  const { owner } = await anEmptyDatabase()
  const alone = await restore(owner, file, { ROLLCALL_MASTER_KEY: newest })
  const beside = await restore(owner, file, {
    ROLLCALL_MASTER_KEY: newest,
    ROLLCALL_OLD_MASTER_KEYS: key.ROLLCALL_MASTER_KEY,
  })
  expect([alone.code, beside.code]).toEqual([2, 0])
})
