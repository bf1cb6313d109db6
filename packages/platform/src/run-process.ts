import { endWithStarter } from './keep-process.ts'
import { type Log, startLog } from './log.ts'
import { describeSettings, readSettings, type Settings } from './settings.ts'
import { type Stopper, stopper } from './stop.ts'

interface ToRun {
  readonly settings: Settings
  /** As the process's own login, which owns nothing. */
  readonly databaseUrl: string
  readonly log: Log
  readonly opened: Stopper['opened']
}

interface Process {
  readonly name: 'portal' | 'worker'
  /** With the owner's login, where the settings have it: brings the database to what the process needs. */
  readonly prepare: (ownerUrl: string) => Promise<unknown>
  readonly start: (toRun: ToRun) => Promise<void>
}

/** Runs a process of ours until it is asked to end, or whoever started it has ended. One that cannot start says why, and ends with 1. */
export async function runProcess({ name, prepare, start }: Process): Promise<void> {
  const settings = readSettings()
  const log = startLog(settings, name)
  const { opened, stop } = stopper(log)
  endWithStarter(stop)
  try {
    log.info({ settings: describeSettings(settings) }, 'starting')
    const { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: ownerUrl } = settings
    if (databaseUrl === undefined) {
      throw new Error('Set DATABASE_URL, or use npm start, which brings a Postgres of its own.')
    }
    if (ownerUrl !== undefined) await prepare(ownerUrl)
    await start({ settings, databaseUrl, log, opened })
  } catch (error) {
    log.fatal({ err: error }, 'could not start')
    process.exitCode = 1
    await stop('could not start')
  }
}
