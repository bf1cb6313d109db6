import { UnsafeDatabase } from '@rollcall/database/catalogue'
import { counted } from '@rollcall/domain/text'
import { prepareDatabase } from '@rollcall/platform/prepare-database'
import { readSettings, type Settings } from '@rollcall/platform/settings'
import { type BroughtUpToDate, bringUpToDate } from './bring-up-to-date.ts'
import { exitCodes, type Options } from './command.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Does what `rollcall prepare` says. */
export async function runPrepare({ json }: Options, terminal: Terminal): Promise<number> {
  const { appUrl, ownerUrl, adminUrl } = urlsIn(settingsNow())
  try {
    if (adminUrl !== undefined) await makeDatabase(adminUrl, { appUrl, ownerUrl })
    const done = await bringUpToDate({ appUrl, ownerUrl })
    terminal.out(json ? JSON.stringify({ ...placeOf(appUrl), ...done }) : told(done, appUrl))
    return exitCodes.done
  } catch (error) {
    if (error instanceof UnsafeDatabase) {
      terminal.err(error.message)
      return exitCodes.toFix
    }
    const sentence = whyUnreachable(error)
    if (sentence === undefined) throw error
    terminal.err(sentence)
    return exitCodes.unavailable
  }
}

// The codes that Node and Postgres give where a connection cannot be made (Postgres 18, Appendix A).
const unreachable: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers there: is Postgres running, and is the port right?',
  ENOTFOUND: 'There is no such host.',
  ETIMEDOUT: 'Nothing answers there: is a firewall in between?',
  '28P01': 'The password is not right.',
  '28000': 'The login may not connect.',
  '3D000': 'There is no such database. Set DATABASE_ADMIN_URL to have it made.',
  '57P03': 'Postgres is still starting. Try again in a moment.',
}

function whyUnreachable(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why = unreachable[code]
  return why && `The database could not be reached (${code}). ${why}`
}

interface Urls {
  readonly appUrl: string
  readonly ownerUrl: string
}

function settingsNow(): Settings {
  try {
    return readSettings()
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function urlsIn(settings: Settings): Urls & { readonly adminUrl: string | undefined } {
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, DATABASE_ADMIN_URL: adminUrl } = settings
  if (appUrl !== undefined && ownerUrl !== undefined) return { appUrl, ownerUrl, adminUrl }
  throw new UsageError(
    'Set DATABASE_URL and DATABASE_OWNER_URL, and DATABASE_ADMIN_URL too where the logins or the database are not there yet. npm start needs none of them: it brings a Postgres of its own.',
  )
}

/** Makes the logins and the database that the other two addresses name, with the passwords in them. */
async function makeDatabase(adminUrl: string, { appUrl, ownerUrl }: Urls): Promise<void> {
  const [app, owner] = [new URL(appUrl), new URL(ownerUrl)]
  if (app.username !== 'rollcall_app' || owner.username !== 'rollcall_owner') {
    throw new UsageError(
      'The logins it makes are rollcall_owner and rollcall_app: write the first in DATABASE_OWNER_URL and the second in DATABASE_URL.',
    )
  }
  if (app.pathname.length < 2 || app.pathname !== owner.pathname) {
    throw new UsageError('Name the same database in DATABASE_URL and in DATABASE_OWNER_URL.')
  }
  if (app.password === '' || owner.password === '') {
    throw new UsageError(
      'Write a password for each of the two logins into its address; it is given to the login.',
    )
  }
  await prepareDatabase(adminUrl, {
    database: decodeURIComponent(app.pathname.slice(1)),
    appPassword: decodeURIComponent(app.password),
    ownerPassword: decodeURIComponent(owner.password),
  })
}

function placeOf(url: string): { readonly database: string; readonly host: string } {
  const { pathname, host } = new URL(url)
  return { database: decodeURIComponent(pathname.slice(1)), host }
}

function told({ migrations, authorities }: BroughtUpToDate, appUrl: string): string {
  const { database, host } = placeOf(appUrl)
  return [
    `The database ${database} at ${host} is ready for this version of Rollcall.`,
    `  ${migrations.length === 0 ? 'The tables were up to date.' : `${counted(migrations.length, 'migration')} run, up to ${migrations.at(-1)}.`}`,
    `  The tables of the jobs are there.`,
    `  ${authorities === 0 ? 'The authorities were up to date.' : `${authorities} authorities added or changed.`}`,
    `  Checked as ${new URL(appUrl).username}: no authority can see another’s.`,
  ].join('\n')
}
