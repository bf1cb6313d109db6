import { createHash, randomUUID } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { newKey } from './sealing.ts'
import type { Settings } from './settings.ts'

/** A key that wraps other keys. It is kept outside the database, and its id says which of several wrapped a key. */
export interface MasterKey {
  /** The first 8 hex digits of the key's SHA-256. */
  readonly id: string
  readonly key: Buffer
}

/** The master keys as they are now, newest first. There is always one. */
export type MasterKeys = () => readonly [MasterKey, ...MasterKey[]]

type Given = Pick<Settings, 'ROLLCALL_MASTER_KEY' | 'ROLLCALL_OLD_MASTER_KEYS' | 'ROLLCALL_HOME'>

/** The keys of the settings, or else of the key file, which is made on the first start. */
export function openMasterKeys(settings: Given): MasterKeys {
  if (settings.ROLLCALL_MASTER_KEY === undefined) return masterKeyFile(settings.ROLLCALL_HOME)
  const newest = masterKey(settings.ROLLCALL_MASTER_KEY)
  const older = settings.ROLLCALL_OLD_MASTER_KEYS.map(masterKey)
  return () => [newest, ...older]
}

/** Whether a key is set or was made before, so that opening would not make one. */
export const hasMasterKey = ({ ROLLCALL_MASTER_KEY: key, ROLLCALL_HOME: home }: Given): boolean =>
  key !== undefined || statSync(keyFile(home), { throwIfNoEntry: false }) !== undefined

/** Puts a new master key first in the key file. The older ones stay, for what they have wrapped. */
export function addMasterKey(home: string): MasterKey {
  const path = keyFile(home)
  const known = masterKeyFile(home)
  const added = masterKey(newKey().toString('base64'))
  const fresh = `${path}.new`
  // Only one process can make it, and reads the others after: two keys added at once are both there in the end.
  const file = openNew(fresh)
  try {
    writeKeys(file, [added, ...known()])
    renameSync(fresh, path)
  } catch (error) {
    rmSync(fresh, { force: true })
    throw error
  }
  sync(dirname(path))
  return added
}

function openNew(path: string): number {
  try {
    return openSync(path, 'wx', 0o600)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
    throw new Error(
      `Another process is adding a master key. Try again in a moment; if it goes on, delete ${path}, which was left by one that was cut short.`,
      { cause },
    )
  }
}

/** Looks at the file each time it is asked, so every process knows at once that a key was added. */
function masterKeyFile(home: string): MasterKeys {
  const path = keyFile(home)
  makeIfMissing(path)
  let known: { readonly as: string; readonly keys: readonly [MasterKey, ...MasterKey[]] } | undefined
  return () => {
    const status = statSync(path)
    const as = `${status.ino} ${status.size} ${status.mtimeMs} ${status.mode}`
    if (known?.as !== as) known = { as, keys: readKeyFile(path, status) }
    return known.keys
  }
}

const keyFile = (home: string): string => join(home, 'keys', 'master')

function readKeyFile(path: string, status: Stats): readonly [MasterKey, ...MasterKey[]] {
  if (process.platform !== 'win32' && (status.mode & 0o077) !== 0) {
    throw new Error(
      `Other people on this machine can read the key file ${path}. Run: chmod 600 '${path}'. If somebody may have read it, add a new master key and wrap every key again.`,
    )
  }
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const [newest, ...older] = lines.map((line, index) => {
    if (isMasterKey(line)) return masterKey(line)
    throw new Error(
      `Line ${index + 1} of the key file ${path} is not a key of 32 bytes in base64. Put the file back from your copy of it.`,
    )
  })
  if (newest) return [newest, ...older]
  throw new Error(
    `The key file ${path} is empty. Put it back from your copy of it, or delete it if nothing is stored yet.`,
  )
}

/** Whole from the moment it can be seen, so two processes that start together read the same key. */
function makeIfMissing(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })) return
  makeFolder(dirname(path))
  const fresh = `${path}.${randomUUID()}`
  writeKeys(openSync(fresh, 'wx', 0o600), [masterKey(newKey().toString('base64'))])
  try {
    linkSync(fresh, path)
    sync(dirname(path))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(fresh)
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    chmodSync(folder, 0o700)
  } catch (cause) {
    throw new Error(
      `There is no master key, and no place for one in ${folder}. Set ROLLCALL_MASTER_KEY, or set ROLLCALL_HOME to a folder that is kept.`,
      { cause },
    )
  }
}

function writeKeys(file: number, keys: readonly MasterKey[]): void {
  writeSync(file, keys.map(({ key }) => `${key.toString('base64')}\n`).join(''))
  fsyncSync(file)
  closeSync(file)
}

function sync(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

/** Whether a text is 32 bytes in base64. */
export const isMasterKey = (text: string): boolean =>
  /^[A-Za-z0-9+/]{43}=$/.test(text) && Buffer.from(text, 'base64').length === 32

/** The key that a text of base64 holds. */
export function masterKey(text: string): MasterKey {
  const key = Buffer.from(text, 'base64')
  return { id: createHash('sha256').update(key).digest('hex').slice(0, 8), key }
}
