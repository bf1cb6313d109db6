import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Binaries } from './binaries.ts'
import { isCluster, type Place } from './place.ts'
import { commandOf, startOf } from './process-identity.ts'
import { endPostgres } from './server.ts'

interface NewCluster {
  readonly password: string
  readonly durable: boolean
}

/** Makes an empty cluster, if there is none. It is whole once it has its name, so a start that was cut short is started again. */
export async function makeCluster(
  place: Place,
  { initdb }: Binaries,
  { password, durable }: NewCluster,
): Promise<void> {
  const { root, data, account } = place
  if (isCluster(root)) return await mustOwn(place)
  const fresh = join(root, 'data.new')
  const passwordFile = join(root, 'password.new')
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { mode: 0o700 })
  await rm(passwordFile, { force: true })
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (account) await Promise.all([fresh, passwordFile].map((path) => chown(path, account.uid, account.gid)))
  try {
    await run(
      initdb,
      [
        `--pgdata=${fresh}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // Order and case by code point: the same on every machine, whatever its system's locales are.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        ...(durable ? [] : ['--no-sync']),
      ],
      place,
    )
  } finally {
    await rm(passwordFile)
  }
  await rename(fresh, data)
}

async function run(program: string, words: readonly string[], { account }: Place): Promise<void> {
  const child = spawn(program, words, {
    ...account,
    cwd: '/',
    env: { LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [said, code] = await Promise.all([
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve)),
  ])
  if (code !== 0) throw new Error(`The database could not be made.\n${said.trim()}`)
}

/** A folder that was copied as root belongs to root, and Postgres wants it for its own account. */
async function mustOwn({ data, account }: Place): Promise<void> {
  const { uid } = await stat(data)
  if (account && uid === 0) {
    const inside = await readdir(data, { recursive: true })
    for (const path of ['', ...inside]) await chown(join(data, path), account.uid, account.gid)
    return
  }
  if (!account && process.getuid && uid !== process.getuid()) {
    throw new Error(
      `The database in ${data} belongs to another account (${uid}). Start Rollcall as before, or give it to yourself with chown -R.`,
    )
  }
}

/**
 * Clears the way for a start in a folder that is ours alone: ends a Postgres that outlived the Rollcall which started it, and makes
 * a stale postmaster.pid harmless. The file itself stays, because Postgres finds leftover processes of its own by it.
 */
export async function clearTheWay({ data }: Place): Promise<'nothing there' | 'ended what was left'> {
  const path = join(data, 'postmaster.pid')
  if (!existsSync(path)) return 'nothing there'
  const [first, ...others] = (await readFile(path, 'utf8')).split('\n')
  const pid = Number(first)
  if (!Number.isInteger(pid) || pid <= 0) {
    await rm(path)
    return 'nothing there'
  }
  if (startOf(pid) === undefined) return 'nothing there'
  if (isPostgresOf(data, pid)) {
    await endPostgres(pid)
    return 'ended what was left'
  }
  // Postgres takes the number of its parent for a stale one; any other living process would stop it from starting.
  await writeFile(path, [process.pid, ...others].join('\n'))
  return 'nothing there'
}

function isPostgresOf(data: string, pid: number): boolean {
  const command = commandOf(pid) ?? ''
  return /\bpostgres\b/.test(command) && command.includes(`-D ${data} `)
}
