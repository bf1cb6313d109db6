import { availableParallelism, setPriority } from 'node:os'
import { migrate } from '@rollcall/database/migrate'
import { openKeys } from '@rollcall/platform/keys'
import { openMailer } from '@rollcall/platform/open-mailer'
import { runProcess } from '@rollcall/platform/run-process'
import { prepareJobStore } from './job-store.ts'
import { startWorker } from './start-worker.ts'

// On a machine that it shares, who sends or reads comes before the checks.
setPriority(5)
await runProcess({
  name: 'worker',
  prepare: async (ownerUrl) => {
    await migrate(ownerUrl)
    await prepareJobStore(ownerUrl)
  },
  start: ({ settings, databaseUrl, log, opened }) => {
    const mailer = openMailer(settings, log)
    opened('mailer', () => mailer.close?.())
    return startWorker({
      settings: {
        databaseUrl,
        redisUrl: settings.REDIS_URL,
        metricsHost: settings.METRICS_HOST,
        metricsPort: settings.METRICS_PORT,
        checksAtOnce: settings.CHECKS_AT_ONCE ?? availableParallelism(),
        portalUrl: settings.PORTAL_URL,
        mailPerMinute: settings.MAIL_PER_MINUTE,
        deadAfterMs: settings.DEAD_AFTER_SECONDS * 1000,
      },
      keys: openKeys(settings),
      mailer,
      log,
      opened,
    })
  },
})
