import { availableParallelism, setPriority } from 'node:os'
import { migrate } from '@rollcall/database/migrate'
import { endWithStarter } from '@rollcall/platform/keep-process'
import { openKeys } from '@rollcall/platform/keys'
import { startLog } from '@rollcall/platform/log'
import { describeSettings, readSettings } from '@rollcall/platform/settings'
import { stopper } from '@rollcall/platform/stop'
import { prepareJobStore } from './job-store.ts'
import { startWorker } from './start-worker.ts'

// On a machine that it shares, who sends or reads comes before the checks.
setPriority(5)
const settings = readSettings()
const log = startLog(settings, 'worker')
const { opened, stop } = stopper(log)
endWithStarter(stop)

try {
  log.info({ settings: describeSettings(settings) }, 'starting')
  const { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: ownerUrl } = settings
  if (databaseUrl === undefined) {
    throw new Error('Set DATABASE_URL, or use npm start, which brings a Postgres of its own.')
  }
  if (ownerUrl !== undefined) {
    await migrate(ownerUrl)
    await prepareJobStore(ownerUrl)
  }
  await startWorker({
    settings: {
      databaseUrl,
      redisUrl: settings.REDIS_URL,
      metricsHost: settings.METRICS_HOST,
      metricsPort: settings.METRICS_PORT,
      checksAtOnce: settings.CHECKS_AT_ONCE ?? availableParallelism(),
      deadAfterMs: settings.DEAD_AFTER_SECONDS * 1000,
    },
    keys: openKeys(settings),
    log,
    opened,
  })
} catch (error) {
  log.fatal({ err: error }, 'could not start')
  process.exitCode = 1
  await stop('could not start')
}
