import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Log } from './log.ts'
import { findBinaries } from './postgres/binaries.ts'
import { clearTheWay, makeCluster } from './postgres/cluster.ts'
import { keepRunning } from './postgres/keep-running.ts'
import { findPlace, isCluster, type Place, rememberPlace, rootOf } from './postgres/place.ts'
import { startOf } from './postgres/process-identity.ts'
import { startServer } from './postgres/server.ts'
import { holdFolder } from './postgres/start-lock.ts'
import { type DatabaseUrls, prepareDatabase } from './prepare-database.ts'

export interface EmbeddedPostgres extends DatabaseUrls {
  /** The superuser's, at the database `postgres`. */
  readonly adminUrl: string
  stop(): Promise<void>
}

interface ToStart {
  /** Kept between starts: passwords, and the cluster unless the account of Postgres may not enter here. */
  readonly folder: string
  readonly log: Log
  /** When false, a power cut may cost everything: for tests. */
  readonly durable?: boolean
  /** Where the cluster goes when we are root and `folder` is under a home that others cannot enter. */
  readonly elsewhere?: string
}

type Undo = () => Promise<void> | void

/** Brings up a Postgres of our own, with Rollcall's logins and database, and starts it again should it break down. */
export async function startEmbeddedPostgres(given: ToStart): Promise<EmbeddedPostgres> {
  mustBeSupported()
  const undo: Undo[] = []
  // Last in, first out, and each of them even if the one before failed.
  const stop = async (): Promise<void> => {
    const step = undo.pop()
    if (!step) return
    try {
      await step()
    } finally {
      await stop()
    }
  }
  try {
    return { ...(await bringUp({ ...given, folder: resolve(given.folder) }, undo)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** How to reach the Postgres that a Rollcall of this folder has started and not stopped, if there is one. */
export function findRunningPostgres(folder: string): DatabaseUrls | undefined {
  const passwords = join(folder, 'passwords.json')
  const running = join(rootOf(folder), 'data', 'postmaster.pid')
  if (!existsSync(passwords) || !existsSync(running)) return undefined
  // The first line is its process, the fourth its port (PostgreSQL 18, miscadmin.h).
  const [pid, , , port] = readFileSync(running, 'utf8').split('\n')
  if (startOf(Number(pid)) === undefined) return undefined
  const { owner, app } = Passwords.parse(JSON.parse(readFileSync(passwords, 'utf8')))
  const at = (login: string, password: string) => `postgres://${login}:${password}@127.0.0.1:${port}/rollcall`
  return { ownerUrl: at('rollcall_owner', owner), appUrl: at('rollcall_app', app) }
}

async function bringUp(given: ToStart, undo: Undo[]): Promise<DatabaseUrls & { readonly adminUrl: string }> {
  const { folder, log, durable = true, elsewhere = '/var/lib/rollcall' } = given
  mkdirSync(folder, { recursive: true })
  undo.push(holdFolder(folder))
  const place = findPlace(folder, elsewhere, log)
  if (place.root !== folder) undo.push(holdFolder(place.root))

  const passwords = keptPasswords(folder, place)
  const binaries = await findBinaries(place.root, place.account)
  await makeCluster(place, binaries, { password: passwords.admin, durable })
  rememberPlace(folder, place, log)

  const server = await keepRunning(async (port) => {
    const found = await clearTheWay(place)
    if (found === 'ended what was left') log.warn('stopped a Postgres whose Rollcall had been killed')
    return await startServer({ place, binaries, durable }, port)
  }, log)
  undo.push(server.stop)

  const adminUrl = `postgres://postgres:${passwords.admin}@127.0.0.1:${server.port}/postgres`
  const urls = await prepareDatabase(adminUrl, {
    database: 'rollcall',
    ownerPassword: passwords.owner,
    appPassword: passwords.app,
  })
  log.info({ port: server.port, folder: place.root }, 'Postgres is running')
  return { adminUrl, ...urls }
}

function mustBeSupported(): void {
  if (process.platform === 'linux' || process.platform === 'darwin') return
  throw new Error(
    `Rollcall does not start a Postgres of its own on ${process.platform}. Set DATABASE_URL and DATABASE_OWNER_URL to a Postgres 18.`,
  )
}

const Passwords = z.object({ admin: z.string(), owner: z.string(), app: z.string() })

/** Made before the cluster is, and the same ever after. */
function keptPasswords(folder: string, { root }: Place): z.infer<typeof Passwords> {
  const path = join(folder, 'passwords.json')
  if (existsSync(path)) return Passwords.parse(JSON.parse(readFileSync(path, 'utf8')))
  if (isCluster(root)) {
    throw new Error(
      `The passwords of the database in ${root} were in ${path}, which is missing. Put it back from your copy of the folder.`,
    )
  }
  const made = { admin: newPassword(), owner: newPassword(), app: newPassword() }
  const fresh = `${path}.${randomUUID()}`
  writeFileSync(fresh, JSON.stringify(made), { mode: 0o600, flush: true })
  renameSync(fresh, path)
  return made
}

const newPassword = (): string => randomBytes(24).toString('base64url')
