import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { startOf } from './process-identity.ts'
import { holdFolder } from './start-lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'rollcall-lock-'))
const lock = join(folder, 'lock')
beforeEach(() => rmSync(lock, { force: true }))
afterAll(() => rmSync(folder, { recursive: true }))

test('a folder is held once, and again after it was let go', () => {
  const release = holdFolder(folder)
  expect(() => holdFolder(folder)).toThrow(
    `Rollcall is running already with ${folder} (process ${process.pid}). Stop it first, or give this one a ROLLCALL_HOME of its own.`,
  )
  release()
  holdFolder(folder)()
  expect(readdirSync(folder)).toEqual([])
})

test.each([
  ['is gone', () => `${spawnSync('true').pid} 1\n`],
  ['is gone, and another got its number', () => `${process.pid} 1\n`],
  ['left half a line', () => ''],
])('the lock of a process that %s is cleared away', (_, left) => {
  writeFileSync(lock, left())
  holdFolder(folder)()
  expect(readdirSync(folder)).toEqual([])
})

test('who let go late does not let go what another holds', () => {
  const release = holdFolder(folder)
  rmSync(lock)
  writeFileSync(lock, 'another')
  release()
  expect(readdirSync(folder)).toEqual(['lock'])
})

test('a process is known by when it began', () => {
  expect(startOf(process.pid)).toBe(startOf(process.pid))
  expect(startOf(process.pid)).not.toBe(startOf(process.ppid))
  expect(startOf(spawnSync('true').pid)).toBeUndefined()
})
