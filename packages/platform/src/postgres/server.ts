import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile, rename } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../free-port.ts'
import type { Binaries } from './binaries.ts'
import type { Place } from './place.ts'
import { startOf } from './process-identity.ts'

/** A Postgres that takes connections. */
export interface Server {
  readonly pid: number
  readonly port: number
  /** When it ended, and how. */
  readonly ended: Promise<string>
  /** Keeps this process awake until it has ended; otherwise it does not. */
  awaitEnd(): void
}

interface ToStart {
  readonly place: Place
  readonly binaries: Binaries
  readonly durable: boolean
}

const attempts = 6

/** Starts Postgres, on a free port unless it must be a certain one, and waits until it takes connections. */
export async function startServer(given: ToStart, port?: number): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryToStart(given, port ?? (await freePort()))
    } catch (error) {
      // The port may have been taken just now, and processes of a killed Postgres need a moment to notice.
      if (attempt === attempts) throw error
      await wait(200 * attempt)
    }
  }
}

async function tryToStart({ place, binaries, durable }: ToStart, port: number): Promise<Server> {
  const log = join(place.root, 'postgres.log')
  await rename(log, `${log}.1`).catch(ignoreMissing)
  const output = openSync(log, 'a', 0o600)
  const child = spawn(binaries.postgres, ['-D', place.data, ...settings(port, durable)], {
    ...place.account,
    cwd: '/',
    env: { LC_ALL: 'C' },
    stdio: ['ignore', output, output],
    // In a group of its own, so Ctrl-C in a terminal reaches Rollcall alone, which stops Postgres last.
    detached: true,
  })
  closeSync(output)
  child.unref()
  const ended = howItEnds(child)
  const pid = await Promise.race([untilReady(child, place), ended.then(() => undefined)])
  if (pid !== undefined) return { pid, port, ended, awaitEnd: () => child.ref() }
  const said = await readFile(log, 'utf8')
  throw new Error(`Postgres did not start: ${await ended}.\n${said.trim().split('\n').slice(-15).join('\n')}`)
}

function howItEnds(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with ${code}`))
  })
}

/** Its own word for it, as pg_ctl does: the eighth line of postmaster.pid. */
async function untilReady(child: ChildProcess, { data }: Place): Promise<number | undefined> {
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const lines =
      (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(ignoreMissing))?.split('\n') ?? []
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return child.pid
    await wait(15)
  }
  return undefined
}

function settings(port: number, durable: boolean): string[] {
  const megabytes = Math.floor(Math.min(totalmem(), process.constrainedMemory() || totalmem()) / 2 ** 20)
  const all = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: `${Math.min(Math.max(Math.floor(megabytes / 8), 64), 1024)}MB`,
    max_wal_size: '2GB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // What Postgres writes about a mistake never quotes a statement or a row.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    // Every commit is with the operating system before it is answered, so a killed Postgres loses none in either case.
    synchronous_commit: 'on',
    ...(durable
      ? { fsync: 'on', full_page_writes: 'on' }
      : { fsync: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: 0 }),
  }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Ends Postgres: politely (fast shutdown), then at once (it recovers at its next start), and only then by force. */
export async function endPostgres(pid: number): Promise<void> {
  const start = startOf(pid)
  for (const [signal, seconds] of [
    ['SIGINT', 30],
    ['SIGQUIT', 10],
    ['SIGKILL', 5],
  ] as const) {
    if (start === undefined || startOf(pid) !== start) return
    tell(pid, signal)
    const until = Date.now() + seconds * 1000
    while (Date.now() < until && startOf(pid) === start) await wait(15)
  }
}

/** Sends a signal to a process that may have ended by itself just then. */
export function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined
  throw error
}
