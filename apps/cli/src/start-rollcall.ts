import { setTimeout as wait } from 'node:timers/promises'
import { startEmbeddedPostgres } from '@rollcall/platform/embedded-postgres'
import { type KeptProcess, keepProcess } from '@rollcall/platform/keep-process'
import type { Log } from '@rollcall/platform/log'
import type { DatabaseUrls } from '@rollcall/platform/prepare-database'
import { environmentWith, type Settings } from '@rollcall/platform/settings'
import type { Stopper } from '@rollcall/platform/stop'
import { bringUpToDate } from './bring-up-to-date.ts'

interface ToStart {
  readonly settings: Settings
  readonly log: Log
  readonly opened: Stopper['opened']
  /** Told when the portal or the worker cannot be kept running. */
  readonly onGivenUp: (name: string) => void
}

export interface Rollcall {
  /** As the portal and the worker see the database. */
  readonly databaseUrl: string
  readonly portal: KeptProcess
  readonly worker: KeptProcess
}

/**
 * Everything on this machine: a database, the worker and the portal, each a process of its own. Without DATABASE_URL the database is a
 * Postgres of our own in ROLLCALL_HOME. What was opened last is closed first: the portal, the worker, the database.
 */
export async function startRollcall({ settings, log, opened, onGivenUp }: ToStart): Promise<Rollcall> {
  const { ownerUrl, appUrl: databaseUrl } = await databaseOf(settings, log, opened)
  if (ownerUrl !== undefined) await bringUpToDate({ ownerUrl, appUrl: databaseUrl })

  // The owner's login is not for programs that talk to the world.
  const environment = environmentWith({
    DATABASE_URL: databaseUrl,
    DATABASE_OWNER_URL: '',
    DATABASE_ADMIN_URL: '',
    ROLLCALL_HOME: settings.ROLLCALL_HOME,
    HOST: settings.HOST,
    PORT: String(settings.PORT),
    METRICS_PORT: String(settings.METRICS_PORT),
    PORTAL_URL: settings.PORTAL_URL,
    LOG_LEVEL: settings.LOG_LEVEL,
    SMTP_URL: settings.SMTP_URL ?? '',
    NOTIFY_API_KEY: settings.NOTIFY_API_KEY ?? '',
    NOTIFY_TEMPLATE_ID: settings.NOTIFY_TEMPLATE_ID ?? '',
    NOTIFY_CALLBACK_TOKEN: settings.NOTIFY_CALLBACK_TOKEN ?? '',
  })
  const keep = (name: 'worker' | 'portal') => {
    const program = new URL(`../../${name}/src/main.ts`, import.meta.url)
    const kept = keepProcess({ name, program, environment, log, onGivenUp: () => onGivenUp(name) })
    opened(name, () => kept.stop())
    return kept
  }
  const worker = keep('worker')
  const portal = keep('portal')
  return { databaseUrl, portal, worker }
}

/** Waits until the portal can do its work, or says that it cannot. Given a signal, it waits no longer than that allows. */
export async function untilReady(
  { HOST, PORT }: Pick<Settings, 'HOST' | 'PORT'>,
  withinMs: number,
  ending?: AbortSignal,
): Promise<void> {
  const host = ['0.0.0.0', '::'].includes(HOST) ? '127.0.0.1' : HOST
  const until = performance.now() + withinMs
  while (performance.now() < until) {
    const signal = AbortSignal.any([AbortSignal.timeout(2000), ...(ending ? [ending] : [])])
    const answer = await fetch(`http://${host}:${PORT}/readyz`, { signal }).catch(() => undefined)
    if (answer?.ok || ending?.aborted) return
    await wait(100)
  }
  throw new Error(`The portal was not ready within ${withinMs / 1000} seconds. Its log says why.`)
}

async function databaseOf(
  { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, ROLLCALL_HOME: folder }: Settings,
  log: Log,
  opened: Stopper['opened'],
): Promise<Pick<DatabaseUrls, 'appUrl'> & Partial<DatabaseUrls>> {
  if (appUrl !== undefined) return { appUrl, ...(ownerUrl !== undefined && { ownerUrl }) }
  const postgres = await startEmbeddedPostgres({ folder, log })
  opened('Postgres', () => postgres.stop())
  return postgres
}
