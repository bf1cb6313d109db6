import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startOf } from './process-identity.ts'

/** Keeps a folder for this process until the process ends, however it ends, or what this returns is called. */
export function holdFolder(folder: string): () => void {
  const path = join(folder, 'lock')
  const mine = `${process.pid} ${startOf(process.pid)}\n`
  const fresh = `${path}.${randomUUID()}`
  writeFileSync(fresh, mine, { mode: 0o600 })
  try {
    while (!linked(fresh, path)) giveWayOrClear(path)
  } finally {
    rmSync(fresh)
  }
  return () => {
    if (contents(path) === mine) rmSync(path, { force: true })
  }
}

function giveWayOrClear(path: string): void {
  const theirs = contents(path)
  if (theirs === undefined) return
  const [pid, start] = theirs.trim().split(' ')
  if (pid && startOf(Number(pid)) === start) {
    throw new Error(
      `Rollcall is running already with ${path.slice(0, -'/lock'.length)} (process ${pid}). Stop it first, or give this one a ROLLCALL_HOME of its own.`,
    )
  }
  clear(path, theirs)
}

/** Takes away the lock of a process that is gone, unless another took its place in the meantime. */
function clear(path: string, stale: string): void {
  const aside = `${path}.${randomUUID()}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if (contents(aside) !== stale) linked(aside, path)
  rmSync(aside)
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function contents(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
