import { keysUnder } from '@rollcall/platform/keys'
import { startLog } from '@rollcall/platform/log'
import { mailShape } from '@rollcall/platform/mail-settings'
import { masterKey } from '@rollcall/platform/master-keys'
import { openMailer } from '@rollcall/platform/open-mailer'
import { startWorker } from '@rollcall/worker/start-worker'
import { z } from 'zod'

// A worker in a process of its own, to be killed. It starts once it is told what time it is, and its clock stands until it is told again.

const { databaseUrl, mail, key, home, deadAfterMs } = z
  .object({
    ...{ databaseUrl: z.string(), key: z.string(), home: z.string(), deadAfterMs: z.number() },
    mail: z.object(mailShape),
  })
  .parse(JSON.parse(process.argv[2] ?? ''))

const Told = z.object({ now: z.coerce.date() })
let now: Date | undefined
const masterKeys = [masterKey(key)] as const
const log = startLog({ LOG_LEVEL: 'warn' }, 'worker', { to: process.stderr })

const start = () =>
  startWorker({
    settings: {
      ...{ databaseUrl, portalUrl: 'https://rollcall.example', checksAtOnce: 1, mailPerMinute: 10_000 },
      ...{ metricsHost: '127.0.0.1', metricsPort: 0, deadAfterMs },
    },
    keys: keysUnder(() => masterKeys),
    mailer: openMailer({ ...mail, ROLLCALL_HOME: home }, log),
    log,
    opened: () => undefined,
    clock: {
      now: () => {
        if (now === undefined) throw new Error('nobody has said what time it is')
        return now
      },
    },
  })

process.on('message', (told) => {
  const isFirst = now === undefined
  now = Told.parse(told).now
  const ready = isFirst ? start() : Promise.resolve()
  ready.then(
    () => process.send?.({ at: now }),
    (error: unknown) => {
      log.error({ err: error }, 'the worker could not start')
      process.exit(1)
    },
  )
})
// Whoever started it is gone.
process.on('disconnect', () => process.exit(0))
process.send?.({ loaded: true })
