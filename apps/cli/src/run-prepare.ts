import { UnsafeDatabase } from '@rollcall/database/catalogue'
import { counted } from '@rollcall/domain/text'
import { prepareDatabase } from '@rollcall/platform/prepare-database'
import type { Settings } from '@rollcall/platform/settings'
import { type BroughtUpToDate, bringUpToDate } from './bring-up-to-date.ts'
import { exitCodes, type Options } from './command.ts'
import { reaching, settingsNow } from './reach-database.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Does what `rollcall prepare` says. */
export async function runPrepare({ json }: Options, terminal: Terminal): Promise<number> {
  const { appUrl, ownerUrl, adminUrl } = urlsIn(settingsNow())
  return await reaching(terminal, async () => {
    try {
      if (adminUrl !== undefined) await makeDatabase(adminUrl, { appUrl, ownerUrl })
      const done = await bringUpToDate({ appUrl, ownerUrl })
      terminal.out(json ? JSON.stringify({ ...placeOf(appUrl), ...done }) : told(done, appUrl))
      return exitCodes.done
    } catch (error) {
      if (!(error instanceof UnsafeDatabase)) throw error
      terminal.err(error.message)
      return exitCodes.toFix
    }
  })
}

interface Urls {
  readonly appUrl: string
  readonly ownerUrl: string
}

function urlsIn(settings: Settings): Urls & { readonly adminUrl: string | undefined } {
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, DATABASE_ADMIN_URL: adminUrl } = settings
  if (appUrl !== undefined && ownerUrl !== undefined) return { appUrl, ownerUrl, adminUrl }
  throw new UsageError(
    'Set DATABASE_URL and DATABASE_OWNER_URL, and DATABASE_ADMIN_URL too where the logins or the database are not there yet. npm start needs none of them: it brings a Postgres of its own.',
  )
}

/** Makes the logins and the database that the other two addresses name, with the passwords in them. */
export async function makeDatabase(adminUrl: string, { appUrl, ownerUrl }: Urls): Promise<void> {
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
