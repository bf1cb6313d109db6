import { startLog } from '@rollcall/platform/log'
import type { Services } from '@rollcall/portal/app'
import { roundChanges } from '@rollcall/portal/round-changes'
import { prepareJobStore } from '@rollcall/worker/job-store'
import { startWorker } from '@rollcall/worker/start-worker'
import { afterAll, beforeAll } from 'vitest'
import { browserPortal } from './browser-portal.ts'
import { keys } from './builders.ts'
import { testDatabase } from './database.ts'
import { testMailServer } from './mail-server.ts'

const log = startLog({ LOG_LEVEL: 'silent' }, 'worker')

/** Everything of Rollcall that people meet: a portal for browsers, a worker that checks and sends invitations, and their mail. */
export async function wholeRollcall(overrides: Partial<Services> = {}) {
  const { db, ownerUrl, appUrl: databaseUrl } = testDatabase()
  const mail = testMailServer()
  const { mailer } = mail
  const changes = roundChanges({ databaseUrl, onError: (err) => log.error({ err }, 'listening broke') })
  const portal = await browserPortal(db, { mailer, changes, ...overrides })
  const open: (() => unknown)[] = [() => changes.stop()]
  beforeAll(async () => {
    await prepareJobStore(ownerUrl)
    await startWorker({
      settings: {
        ...{ databaseUrl, portalUrl: portal.url, checksAtOnce: 1, mailPerMinute: 1000 },
        ...{ metricsHost: '127.0.0.1', metricsPort: 0 },
      },
      ...{ keys, mailer, log },
      opened: (_what, close) => open.push(close),
    })
  })
  afterAll(async () => {
    for (const close of open.toReversed()) await close()
  })
  return { db, mail, portal }
}
