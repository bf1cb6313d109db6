import { execFileSync } from 'node:child_process'
import { realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Log } from '../log.ts'

/** The system account that Postgres runs under: it refuses to run as root. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** Nothing unless this process is root's. A cluster that is there already keeps the account that owns it. */
export function chooseAccount(data: string | undefined, log: Log): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = data === undefined ? undefined : statSync(data, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const known = account('rollcall') ?? account('postgres') ?? make('rollcall') ?? account('nobody')
  if (known) {
    log.debug(known, 'Postgres does not run as root, so it runs under another account')
    return known
  }
  throw new Error(
    'Postgres does not run as root, and no account for it could be made. Start Rollcall as another user, or set DATABASE_URL.',
  )
}

function account(name: string): Account | undefined {
  try {
    const [uid, gid] = ['-u', '-g'].map((part) =>
      Number(execFileSync('id', [part, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })),
    )
    return uid && gid ? { uid, gid } : undefined
  } catch {
    return undefined
  }
}

function make(name: string): Account | undefined {
  // The second is BusyBox's.
  const ways = [
    ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name],
    ['adduser', '-S', '-D', '-H', '-s', '/sbin/nologin', name],
  ] as const
  for (const [command, ...words] of ways) {
    try {
      execFileSync(command, words, { stdio: 'ignore' })
    } catch {
      continue
    }
    return account(name)
  }
  return undefined
}

/** Whether an account may pass through every folder down to this one. This process' own account may. */
export function canEnter(folder: string, who: Account | undefined): boolean {
  if (!who) return true
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at)
    const may = uid === who.uid ? mode & 0o100 : gid === who.gid ? mode & 0o010 : mode & 0o001
    if (!may) return false
    if (at === dirname(at)) return true
  }
}
