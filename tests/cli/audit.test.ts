import { recordEvents } from '@rollcall/database/audit-events'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { rollcall, rollcallWith } from '../support/rollcall.ts'
import { ask } from '../support/run-postgres.ts'

const { db, name, appUrl, adminUrl } = testDatabase()
const here = { DATABASE_URL: appUrl }

beforeAll(async () => {
  const events = Array.from({ length: 20 }, (_, index) => ({ type: 'notice sent', index }))
  await asViewer(db, system, (trx) => recordEvents(trx, { viewer: system, now: new Date() }, events))
})

test('a whole record is told so, with its last event to be noted', async () => {
  const { code, stdout, stderr } = await rollcallWith(here, 'audit', 'verify')

  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(
    /^Whole\. 20 events, each as it was recorded and after the one before it\.\nThe last is 20:[0-9a-f]{64}\n$/,
  )
})

test('the database may be an option, and the answer JSON', async () => {
  const { code, stdout } = await rollcall('audit', 'verify', '--database-url', appUrl, '--json')

  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toEqual({
    whole: true,
    events: 20,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
})

test('a record that was changed is told so: the first event that is wrong, and exit code 1', async () => {
  const noted = (await rollcallWith(here, 'audit', 'verify')).stdout.match(/\d+:[0-9a-f]{64}/)?.[0] ?? ''
  const inDatabase = Object.assign(new URL(adminUrl), { pathname: `/${name}` }).toString()
  await ask(
    inDatabase,
    `set session_replication_role = replica; update audit_events set type = 'nothing' where seq = 7`,
  )
  const told = await rollcallWith(here, 'audit', 'verify')
  const json = await rollcallWith(here, 'audit', 'verify', '--json')
  await ask(
    inDatabase,
    `set session_replication_role = replica; update audit_events set type = 'notice sent' where seq = 7`,
  )
  const mended = await rollcallWith(here, 'audit', 'verify', '--seen', noted)
  const other = await rollcallWith(here, 'audit', 'verify', '--seen', `20:${'0'.repeat(64)}`)

  expect([told.code, told.stdout]).toEqual([
    1,
    'Broken. Event 7 is not as it was recorded.\n6 events before that are right.\n',
  ])
  expect(JSON.parse(json.stdout)).toEqual({
    whole: false,
    events: 6,
    seq: 7,
    says: 'Event 7 is not as it was recorded.',
  })
  expect(mended.code).toBe(0)
  expect([other.code, other.stdout]).toEqual([1, expect.stringContaining('the record was written anew')])
})

test.each<[string, Record<string, string>, readonly string[], number, RegExp]>([
  [
    'no database',
    { ROLLCALL_HOME: '/nowhere' },
    ['audit', 'verify'],
    64,
    /Say which database: set DATABASE_URL, or --database-url/,
  ],
  ['no verb', here, ['audit'], 64, /Type: rollcall audit verify/],
  ['a wrong --seen', here, ['audit', 'verify', '--seen', '7'], 64, /a number and a hash/],
  [
    'a database that is not there',
    {},
    ['audit', 'verify', '--database-url', 'postgres://x:y@127.0.0.1:1/rollcall'],
    69,
    /Nothing answers there/,
  ],
])('%s is told in a sentence', async (_, settings, typed, code, sentence) => {
  const ended = await rollcallWith(settings, ...typed)

  expect([ended.code, ended.stderr]).toEqual([code, expect.stringMatching(sentence)])
})
