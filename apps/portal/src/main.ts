import { migrate } from '@rollcall/database/migrate'
import { endWithStarter } from '@rollcall/platform/keep-process'
import { startLog } from '@rollcall/platform/log'
import { describeSettings, readSettings } from '@rollcall/platform/settings'
import { stopper } from '@rollcall/platform/stop'
import { startPortal } from './start-portal.ts'

const settings = readSettings()
const log = startLog(settings, 'portal')
const { opened, stop } = stopper(log)
endWithStarter(stop)

try {
  log.info({ settings: describeSettings(settings) }, 'starting')
  const { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: ownerUrl } = settings
  if (databaseUrl === undefined) {
    throw new Error('Set DATABASE_URL, or use npm start, which brings a Postgres of its own.')
  }
  if (ownerUrl !== undefined) await migrate(ownerUrl)
  await startPortal({ settings, databaseUrl, log, opened })
} catch (error) {
  log.fatal({ err: error }, 'could not start')
  process.exitCode = 1
  await stop('could not start')
}
