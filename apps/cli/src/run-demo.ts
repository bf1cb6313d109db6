import { join } from 'node:path'
import { connect } from '@rollcall/database/connect'
import { listRounds } from '@rollcall/database/rounds'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { startEmbeddedPostgres } from '@rollcall/platform/embedded-postgres'
import { freePort } from '@rollcall/platform/free-port'
import { type Log, startLog } from '@rollcall/platform/log'
import { dropDatabase, prepareDatabase } from '@rollcall/platform/prepare-database'
import type { Settings } from '@rollcall/platform/settings'
import { type Stopper, stopper } from '@rollcall/platform/stop'
import { exitCodes } from './command.ts'
import { playDemo } from './demo/play-demo.ts'
import { reaching, settingsNow } from './reach-database.ts'
import { startRollcall, untilReady } from './start-rollcall.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

interface Asked {
  /** Only the first so many; left out: all. */
  readonly authorities: number | undefined
  /** Whether the portal stays up after the figures. */
  readonly stays: boolean
}

// How it ends, and the exit code of each.
const ends = {
  asked: exitCodes.done,
  done: exitCodes.done,
  'given up': exitCodes.ours,
} as const
type End = keyof typeof ends

/** Does what `rollcall demo` says. */
export async function runDemo({ authorities, stays }: Asked, terminal: Terminal): Promise<number> {
  const began = performance.now()
  const settings = await demoSettings(settingsNow())
  const { DATABASE_URL: given } = settings
  const reached = given === undefined ? exitCodes.done : await reaching(terminal, () => mustBeEmpty(given))
  if (reached !== exitCodes.done) return reached

  const log = startLog(settings, 'demo', { to: process.stderr })
  const { opened, stop } = stopper(log, { within: 60_000 })
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ending.abort())
  const why = await new Promise<End>((resolve) => {
    opened('demonstration', () => resolve('asked'))
    const onGivenUp = (name: string) => {
      terminal.err(`The ${name} ends as soon as it is started. Its log says why.`)
      resolve('given up')
    }
    const run = async () => {
      const place = await bringUp({ settings, log, opened, onGivenUp, ending: ending.signal }, terminal)
      await playDemo({ ...place, authorities, folder: settings.ROLLCALL_HOME, began, stays }, terminal)
      if (!stays) resolve('done')
    }
    run().catch((error: unknown) => {
      // It is the portal that went away, as it was asked to.
      if (ending.signal.aborted) return
      log.fatal({ err: error }, 'the demonstration broke off')
      resolve('given up')
    })
  })
  await stop(why)
  return ends[why]
}

/** Nothing of an installation is touched: a folder of its own, and ports that nobody has. */
async function demoSettings(settings: Settings): Promise<Settings> {
  const [port, metricsPort] = [await freePort(), await freePort()]
  return {
    ...settings,
    ROLLCALL_HOME: join(settings.ROLLCALL_HOME, 'demo'),
    HOST: '127.0.0.1',
    PORT: port,
    METRICS_PORT: metricsPort,
    PORTAL_URL: `http://127.0.0.1:${port}`,
    // Its people are invented, so nobody is to be written to.
    ...{ SMTP_URL: undefined, NOTIFY_API_KEY: undefined },
    ...{ NOTIFY_TEMPLATE_ID: undefined, NOTIFY_CALLBACK_TOKEN: undefined },
    LOG_LEVEL: settings.LOG_LEVEL === 'info' ? 'warn' : settings.LOG_LEVEL,
  }
}

interface ToBringUp {
  readonly settings: Settings
  readonly log: Log
  readonly opened: Stopper['opened']
  readonly onGivenUp: (name: string) => void
  readonly ending: AbortSignal
}

async function bringUp({ settings, log, opened, onGivenUp, ending }: ToBringUp, terminal: Terminal) {
  terminal.err('Starting a database, the worker and the portal …')
  const urls = settings.DATABASE_URL === undefined ? await freshDatabase(settings, log, opened) : {}
  const { databaseUrl } = await startRollcall({ settings: { ...settings, ...urls }, log, opened, onGivenUp })
  const db = connect(databaseUrl, { connections: 4, name: 'rollcall demo' })
  opened('set-up', () => db.destroy())
  await untilReady(settings, 60_000, ending)
  return { db, portalUrl: settings.PORTAL_URL }
}

async function mustBeEmpty(databaseUrl: string): Promise<number> {
  const db = connect(databaseUrl, { connections: 1, name: 'rollcall demo' })
  try {
    const rounds = await asViewer(db, system, (trx) => listRounds(trx, { limit: 1 })).catch(noTables)
    if (rounds.length > 0)
      throw new UsageError(
        'There are rounds in this database already, which the demonstration would mix with its own. Give it an empty one, or leave DATABASE_URL out.',
      )
    return exitCodes.done
  } finally {
    await db.destroy()
  }
}

/** A database that has no tables yet has nothing in it (42P01 in Postgres 18, Appendix A). */
function noTables(error: unknown): readonly never[] {
  if (error instanceof Error && 'code' in error && error.code === '42P01') return []
  throw error
}

/** The demonstration's own Postgres, with nothing in it of the last time. What it holds is invented, so a power cut may cost it. */
async function freshDatabase({ ROLLCALL_HOME: folder }: Settings, log: Log, opened: Stopper['opened']) {
  const { adminUrl, appUrl, ownerUrl, stop } = await startEmbeddedPostgres({ folder, log, durable: false })
  opened('Postgres', stop)
  const [app, owner] = [new URL(appUrl), new URL(ownerUrl)]
  const database = app.pathname.slice(1)
  await dropDatabase(adminUrl, database)
  await prepareDatabase(adminUrl, { database, appPassword: app.password, ownerPassword: owner.password })
  return { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl }
}
