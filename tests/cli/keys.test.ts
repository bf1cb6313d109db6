import { readFile, stat } from 'node:fs/promises'
import { portalKey } from '@rollcall/actions/portal-keys'
import { connect } from '@rollcall/database/connect'
import { openKeys } from '@rollcall/platform/keys'
import { readSettings } from '@rollcall/platform/settings'
import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { rollcallWith } from '../support/rollcall.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const { db, appUrl } = testDatabase()
const at = temporaryFolder()
const here = { DATABASE_URL: appUrl, ROLLCALL_HOME: at('home') }

const lines = async () => (await readFile(at('home/keys/master'), 'utf8')).trim().split('\n')

test('a new master key is put first, everything is wrapped with it, and the old one is needed no more', async () => {
  const keys = openKeys(readSettings(here))
  const marks = await portalKey({ db, keys }, 'fingerprints')
  const [old] = await lines()

  const made = await rollcallWith(here, 'keys', 'new')
  const [newest, second, ...more] = await lines()
  const rotated = await rollcallWith(here, 'keys', 'rotate')
  const again = await rollcallWith(here, 'keys', 'rotate', '--json')

  expect([second, more, newest === old]).toEqual([old, [], false])
  expect((await stat(at('home/keys/master'))).mode & 0o777).toBe(0o600)
  expect([made.code, made.stdout]).toEqual([
    0,
    expect.stringContaining(`Master key ${keys.masterKeyId} is first`),
  ])
  expect([rotated.code, rotated.stdout]).toEqual([
    0,
    `1 key wrapped anew. The master key ${keys.masterKeyId} now wraps them all.\n`,
  ])
  expect(JSON.parse(again.stdout)).toEqual({ masterKeyId: keys.masterKeyId, dataKeys: 0, portalKeys: 0 })
  const alone = openKeys(readSettings({ ...here, ROLLCALL_MASTER_KEY: newest }))
  const elsewhere = connect(appUrl)
  expect(await portalKey({ db: elsewhere, keys: alone }, 'fingerprints')).toEqual(marks)
  await elsewhere.destroy()
})

test('no key that is needed, no key at all, or a key that is a setting: each is told with what to do', async () => {
  const foreign = Buffer.alloc(32, 3).toString('base64')
  const set = { ...here, ROLLCALL_MASTER_KEY: foreign }
  const [wrong, none, setting, verb] = await Promise.all([
    rollcallWith(set, 'keys', 'rotate'),
    rollcallWith({ ...here, ROLLCALL_HOME: at('nowhere') }, 'keys', 'rotate'),
    rollcallWith(set, 'keys', 'new'),
    rollcallWith(here, 'keys', 'destroy'),
  ])

  expect([wrong.code, wrong.stderr]).toEqual([
    2,
    expect.stringMatching(/cannot be read without the master key [0-9a-f]{8}/),
  ])
  expect([none.code, none.stderr]).toEqual([64, expect.stringContaining('There is no master key here.')])
  expect([setting.code, setting.stderr]).toEqual([64, expect.stringContaining('openssl rand -base64 32')])
  expect([verb.code, verb.stderr]).toEqual([
    64,
    expect.stringContaining('rollcall keys new or rollcall keys rotate'),
  ])
})
