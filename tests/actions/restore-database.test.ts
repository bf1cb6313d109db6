import { createHash, randomUUID } from 'node:crypto'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { backUpDatabase } from '@rollcall/actions/back-up-database'
import { refreshFigures } from '@rollcall/actions/refresh-figures'
import { restoreDatabase } from '@rollcall/actions/restore-database'
import { connect } from '@rollcall/database/connect'
import { migrate, migrateWithin } from '@rollcall/database/migrate'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDataRequest, keys } from '../support/builders.ts'
import { acceptAndCount, sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aWorkbook } from '../support/returns.ts'
import { ask } from '../support/run-postgres.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const { db, ownerUrl, adminUrl } = testDatabase()
const at = temporaryFolder()
const now = new Date()
let text = ''

const empties: string[] = []
async function anEmptyDatabase(): Promise<string> {
  const name = `restored_${randomUUID().slice(0, 8)}`
  empties.push(name)
  await ask(adminUrl, `create database ${name} owner rollcall_owner`)
  return Object.assign(new URL(ownerUrl), { pathname: `/${name}` }).toString()
}
afterAll(async () => {
  for (const name of empties) await ask(adminUrl, `drop database if exists ${name} with (force)`)
})

beforeAll(async () => {
  const round = await aDataRequest(db)
  const { submissionId } = await sendAndSign(round, round, await aWorkbook())
  await acceptAndCount(round, round, submissionId)
  await refreshFigures(round.as(system), { roundId: round.roundId })
  await asViewer(db, system, async (trx) => {
    await trx.updateTable('outbox').set({ relayedAt: now, doneAt: now }).execute()
  })
  await backUpDatabase({ db, now }, at('whole.backup'))
  text = gunzipSync(await readFile(at('whole.backup'))).toString('utf8')
})

/** A backup in which something was changed by somebody who knows how its hashes are made. */
async function aForgery(change: (text: string) => string): Promise<string> {
  const changed = change(text)
  if (changed === text) throw new Error('nothing was changed')
  const whole = createHash('sha256')
  let part = createHash('sha256')
  let rows = 0
  const lines = changed.trimEnd().split('\n').slice(0, -1)
  const forged = lines.map((line) => {
    const mark = line.startsWith('#') ? JSON.parse(line.slice(1)) : undefined
    const ends = mark !== undefined && 'rows' in mark
    const written = ends ? `#${JSON.stringify({ rows, sha256: part.digest('hex') })}\n` : `${line}\n`
    if (mark !== undefined) {
      part = createHash('sha256')
      rows = 0
    } else {
      part.update(written)
      rows++
    }
    whole.update(written)
    return written
  })
  const file = at(`${randomUUID()}.backup`)
  await writeFile(file, gzipSync(`${forged.join('')}#${JSON.stringify({ whole: whole.digest('hex') })}\n`))
  return file
}

const inTable = (table: string, change: (rows: string) => string) => (all: string) => {
  const [before = '', rest = ''] = all.split(`#{"table":"${table}"}\n`)
  const end = rest.indexOf('\n#')
  return `${before}#{"table":"${table}"}\n${change(rest.slice(0, end))}${rest.slice(end)}`
}

const otherHash = (rows: string): string =>
  rows.replaceAll(/"sha256":"[0-9a-f]{64}"/g, `"sha256":"${'0'.repeat(64)}"`)

const restore = (url: string, file: string) => restoreDatabase({ ownerUrl: url, keys, now }, file)

test('what was not touched is proved: its record, its keys, its file and its figures', async () => {
  expect(
    await restore(await anEmptyDatabase(), await aForgery((all) => all.replace('Camden', 'Kamden'))),
  ).toMatchObject({
    keys: 5,
    files: 1,
    rounds: 1,
  })
})

test.each<[string, (all: string) => string, RegExp]>([
  [
    'an event of the record',
    inTable('audit_events', (rows) => rows.replace('"type":"return accepted"', '"type":"return excluded"')),
    /The record of who did what is broken in this backup\. Event \d+ is not as it was recorded\./,
  ],
  [
    'the last event left out',
    inTable('audit_events', (rows) => rows.split('\n').slice(0, -1).join('\n')),
    /record of who did what is broken/,
  ],
  [
    'a piece of content',
    inTable('content_chunks', (rows) => rows.replace(/"sealed":"\\\\x01../, String.raw`"sealed":"\\x0100`)),
    /The file of the submission [0-9a-f-]{36} cannot be read\./,
  ],
  ['the hash of a file, in one place', inTable('submissions', otherHash), /does not fit with the others/],
  [
    'the hash of a file, wherever it is',
    (all) =>
      ['submissions', 'sign_offs', 'contributions'].reduce(
        (text, table) => inTable(table, otherHash)(text),
        all,
      ),
    /is not the one its receipt was given for\./,
  ],
  [
    'a wrapped key given to another',
    inTable('data_keys', (rows) =>
      rows.replaceAll(/"binding":"request [^"]+"/g, '"binding":"request of another"'),
    ),
    /A key cannot be read\./,
  ],
  [
    'what a return contributes',
    inTable('contributions', (rows) => rows.replace(/"count":\d+/, '"count":99').replace(/\[1,/, '[7,')),
    /The figures of the round [0-9a-f-]{36} do not come out of its returns again\./,
  ],
  [
    'a figure',
    inTable('figure_breakdowns', (rows) => rows.replace(/"value":\d+/, '"value":12345')),
    /do not come out of its returns again\./,
  ],
])('with %s changed nothing is restored', async (_, change, sentence) => {
  const url = await anEmptyDatabase()

  await expect(restore(url, await aForgery(change))).rejects.toThrow(sentence)
  const left = connect(url)
  const tables = await left.introspection.getTables({ withInternalKyselyTables: true })
  await left.destroy()
  expect(tables).toEqual([])
})

test('a row that refers to what is not there is not restored', async () => {
  const without = inTable('people', (rows) => rows.split('\n').slice(1).join('\n'))

  await expect(restore(await anEmptyDatabase(), await aForgery(without))).rejects.toThrow(
    /A row of the table \w+ does not fit with the others \(\w+_fkey\)\. Take an older backup\./,
  )
})

test('a backup of an older version is restored with the tables it had, which are then brought up to date', async () => {
  const folder = at('migrations')
  await cp(fileURLToPath(new URL('../../migrations', import.meta.url)), folder, { recursive: true })
  await writeFile(
    at('migrations/9999-colours.sql'),
    `alter table rounds add column colour text not null default 'blue'; update rounds set colour = 'red' where state = 'open';`,
  )
  const url = await anEmptyDatabase()

  expect(await restoreDatabase({ ownerUrl: url, folder, keys, now }, at('whole.backup'))).toMatchObject({
    files: 1,
  })
  const restored = connect(url)
  const { rows } = await asViewer(restored, system, (trx) => sql`select colour from rounds`.execute(trx))
  await restored.destroy()
  expect(rows).toEqual([{ colour: 'red' }])
  await expect(restore(url, at('whole.backup'))).rejects.toThrow(
    'tables of a later version of Rollcall than the backup',
  )
})

test('a backup of a later version names what is missing', async () => {
  const later = await aForgery((all) => all.replace('"migrations":[', '"migrations":["9999-later.sql",'))

  await expect(restore(await anEmptyDatabase(), later)).rejects.toThrow(
    'This backup is of a later version of Rollcall, with 9999-later.sql. Restore it with that version.',
  )
})

test('figures that wait to be made are left for the worker', async () => {
  const waiting = await aForgery(
    inTable('outbox', (rows) => rows.replace(/("job":"refresh-figures".*"done_at":)"[^"]+"/, '$1null')),
  )
  const url = await anEmptyDatabase()

  expect(await restore(url, waiting)).toMatchObject({ rounds: 0 })
  const restored = connect(url)
  const { rows } = await asViewer(restored, system, (trx) =>
    sql<{ job: string }>`select job from outbox where relayed_at is null and done_at is null`.execute(trx),
  )
  await restored.destroy()
  expect(rows).toEqual([{ job: 'refresh-figures' }])
})

test('what jobs of an older version had still to send is a message once it is brought up to date, and nothing else is', async () => {
  const url = await anEmptyDatabase()
  const owner = connect(url, { connections: 1 })
  await asViewer(owner, system, async (trx) => {
    await migrateWithin(trx, undefined, '0025-two-people.sql')
    await sql`set local rollcall.role = 'system'`.execute(trx)
    await sql`with person as (insert into people (name, email) values ('Ada', 'ada@office.example') returning id),
      membership as (insert into memberships (person_id, role) select id, 'analyst' from person returning id),
      waiting as (insert into invitations (membership_id) select id from membership returning id),
      gone as (insert into invitations (membership_id, token_hash, expires_at, sent_at)
        select id, '\\x01', now(), now() from membership returning id)
      insert into outbox (job, input, done_at)
        select 'send-invitation', jsonb_build_object('invitationId', id), null from waiting
        union all select 'send-invitation', jsonb_build_object('invitationId', id), now() from gone
        union all select 'tell-of-linked-sign-in', jsonb_build_object('personId', id), null from person
        union all select 'tell-of-linked-sign-in', jsonb_build_object('personId', id), now() from person`.execute(
      trx,
    )
  })
  await owner.destroy()

  await migrate(url)

  const mended = connect(url)
  const { kept, waiting } = await asViewer(mended, system, async (trx) => ({
    kept: await trx.selectFrom('messages').select(['kind', 'state', 'writtenAs']).orderBy('kind').execute(),
    waiting: await trx.selectFrom('outbox').select('job').execute(),
  }))
  await mended.destroy()
  expect(kept).toEqual([
    { kind: 'invitation', state: 'waiting', writtenAs: 'analyst' },
    { kind: 'work account linked', state: 'waiting', writtenAs: 'analyst' },
  ])
  expect(waiting).toEqual([])
})
