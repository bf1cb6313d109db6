import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keysUnder, openKeys } from './keys.ts'
import { addMasterKey, masterKey } from './master-keys.ts'
import { ContentUnreadable, newKey } from './sealing.ts'

const folder = mkdtempSync(join(tmpdir(), 'rollcall-keys-'))
afterAll(() => rmSync(folder, { recursive: true }))
const home = (name: string) => ({ ROLLCALL_HOME: join(folder, name), ROLLCALL_OLD_MASTER_KEYS: [] })
const fileOf = (name: string) => join(folder, name, 'keys', 'master')
const text = () => newKey().toString('base64')

test('a data key unwraps with the binding it was wrapped with, and no other', () => {
  const keys = openKeys(home('binding'))
  const { key, wrapped } = keys.newDataKey('request a 1')

  expect(key).toHaveLength(32)
  expect(wrapped.bytes.includes(key)).toBe(false)
  expect(keys.unwrap(wrapped, 'request a 1')).toEqual(key)
  expect(() => keys.unwrap(wrapped, 'request b 1')).toThrow(ContentUnreadable)
  expect(keys.unwrap(keys.wrap(key, 'submission a 1'), 'submission a 1')).toEqual(key)
})

test('the key file is made on the first start, for its owner alone, and is the same ever after', () => {
  const { key, wrapped } = openKeys(home('first')).newDataKey('x')

  expect(statSync(fileOf('first')).mode & 0o777).toBe(0o600)
  expect(statSync(join(folder, 'first', 'keys')).mode & 0o777).toBe(0o700)
  expect(readdirSync(join(folder, 'first', 'keys'))).toEqual(['master'])
  expect(openKeys(home('first')).unwrap(wrapped, 'x')).toEqual(key)
})

test('an added master key wraps what is new, and the older one still opens what it wrapped', () => {
  const keys = openKeys(home('added'))
  const before = keys.newDataKey('x')
  const older = keys.masterKeyId

  const added = addMasterKey(home('added').ROLLCALL_HOME)

  expect(keys.masterKeyIds).toEqual([added.id, older])
  expect(keys.newDataKey('y').wrapped.masterKeyId).toBe(added.id)
  expect(keys.unwrap(before.wrapped, 'x')).toEqual(before.key)
  const again = keys.rewrap(before.wrapped, 'x')
  expect(again.masterKeyId).toBe(added.id)
  expect(keysUnder(() => [added]).unwrap(again, 'x')).toEqual(before.key)
  expect(statSync(fileOf('added')).mode & 0o777).toBe(0o600)
})

test('two master keys are not added at once, so that neither is lost', () => {
  const older = openKeys(home('twice')).masterKeyId
  writeFileSync(`${fileOf('twice')}.new`, '')
  expect(() => addMasterKey(home('twice').ROLLCALL_HOME)).toThrow(/^Another process is adding a master key/)
  rmSync(`${fileOf('twice')}.new`)
  const added = addMasterKey(home('twice').ROLLCALL_HOME)
  expect(openKeys(home('twice')).masterKeyIds).toEqual([added.id, older])
  expect(readdirSync(join(folder, 'twice', 'keys'))).toEqual(['master'])
})

test('without the master key that wrapped it, content is unreadable, and which key is missing is told', () => {
  const { wrapped } = openKeys(home('one')).newDataKey('x')
  expect(() => openKeys(home('other')).unwrap(wrapped, 'x')).toThrow(
    new ContentUnreadable(
      `This content cannot be read without the master key ${wrapped.masterKeyId}. Put it into the key file or into ROLLCALL_OLD_MASTER_KEYS.`,
    ),
  )
})

test('keys of the settings go before the key file, and no file is made', () => {
  const [newest, older] = [text(), text()]
  const keys = openKeys({
    ...home('none'),
    ROLLCALL_MASTER_KEY: newest,
    ROLLCALL_OLD_MASTER_KEYS: [older],
  })

  expect(keys.masterKeyIds).toEqual([masterKey(newest).id, masterKey(older).id])
  expect(readdirSync(folder)).not.toContain('none')
})

test.each([0o640, 0o604, 0o620])('a key file of mode %o is refused', (mode) => {
  openKeys(home('open')).newDataKey('x')
  chmodSync(fileOf('open'), mode)
  expect(() => openKeys(home('open')).masterKeyId).toThrow(/can read the key file .* Run: chmod 600/)
  chmodSync(fileOf('open'), 0o600)
})

test('a damaged key file is refused without repeating what is in it', () => {
  openKeys(home('damaged')).newDataKey('x')
  const good = readFileSync(fileOf('damaged'), 'utf8')
  writeFileSync(fileOf('damaged'), `${good}c2VjcmV0\n`)
  expect(() => openKeys(home('damaged')).masterKeyId).toThrow(/^Line 2 of the key file (?!.*c2VjcmV0)/)
  writeFileSync(fileOf('damaged'), '\n')
  expect(() => openKeys(home('damaged')).masterKeyId).toThrow(/is empty/)
})
