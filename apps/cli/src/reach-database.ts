import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findRunningPostgres, startEmbeddedPostgres } from '@rollcall/platform/embedded-postgres'
import { startLog } from '@rollcall/platform/log'
import { readSettings, type Settings } from '@rollcall/platform/settings'
import { exitCodes, type Options } from './command.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** The settings in the environment, or what is wrong with them as wrong usage. */
export function settingsNow(): Settings {
  try {
    return readSettings()
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

interface Meant {
  readonly options: Options
  readonly settings: Settings
  readonly as: 'app' | 'owner'
}

/**
 * Does what needs a database, and stops what it had to start. Meant is the one of the option, or else of the setting, or else the Postgres
 * of our own in ROLLCALL_HOME, running or not.
 */
export async function withDatabase(
  terminal: Terminal,
  { options, settings, as }: Meant,
  work: (url: string) => Promise<number>,
): Promise<number> {
  const given = givenUrl(options, settings, as)
  if (given !== undefined) return await reaching(terminal, () => work(given))
  const running = findRunningPostgres(settings.ROLLCALL_HOME)
  if (running) return await reaching(terminal, () => work(as === 'app' ? running.appUrl : running.ownerUrl))
  if (as === 'app' && !existsSync(join(settings.ROLLCALL_HOME, 'passwords.json'))) {
    throw new UsageError(
      `Say which database: set DATABASE_URL, or --database-url postgres://login:password@host:5432/rollcall. In ${settings.ROLLCALL_HOME} there is none.`,
    )
  }
  const log = startLog({ LOG_LEVEL: 'warn' }, 'postgres', { to: process.stderr })
  const own = await startEmbeddedPostgres({ folder: settings.ROLLCALL_HOME, log })
  try {
    return await reaching(terminal, () => work(as === 'app' ? own.appUrl : own.ownerUrl))
  } finally {
    await own.stop()
  }
}

function givenUrl(options: Options, settings: Settings, as: Meant['as']): string | undefined {
  const typed = options['database-url']
  const url = typeof typed === 'string' && typed !== '' ? typed : undefined
  if (url !== undefined && !/^postgres(ql)?:\/\/[^/]+\/./.test(url)) {
    throw new UsageError('Write --database-url as postgres://login:password@host:5432/rollcall')
  }
  if (url !== undefined || as === 'app') return url ?? settings.DATABASE_URL
  if (settings.DATABASE_URL !== undefined && settings.DATABASE_OWNER_URL === undefined) {
    throw new UsageError('Set DATABASE_OWNER_URL too: the login that owns the database.')
  }
  return settings.DATABASE_OWNER_URL
}

/** Does what needs a database. Where it cannot be reached, that is told in a sentence. */
export async function reaching(terminal: Terminal, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    const sentence = whyUnreachable(error)
    if (sentence === undefined) throw error
    terminal.err(sentence)
    return exitCodes.unavailable
  }
}

// The codes that Node and Postgres give where a connection cannot be made or the tables are not there (Postgres 18, Appendix A).
const unreachable: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers there: is Postgres running, and is the port right?',
  ENOTFOUND: 'There is no such host.',
  ETIMEDOUT: 'Nothing answers there: is a firewall in between?',
  '28P01': 'The password is not right.',
  '28000': 'The login may not connect.',
  '3D000': 'There is no such database. To have it made, set DATABASE_ADMIN_URL and run: rollcall prepare',
  '42P01': "Rollcall's tables are not in it. Run: rollcall prepare",
  '42501': 'The login has not the rights that it needs.',
  '57P03': 'Postgres is still starting. Try again in a moment.',
}

/** Why a database could not be reached, or nothing where it was. */
function whyUnreachable(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why = unreachable[code]
  return why && `The database could not be used (${code}). ${why}`
}
