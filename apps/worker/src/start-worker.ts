import { mustBeSafe } from '@rollcall/database/catalogue'
import { connect } from '@rollcall/database/connect'
import { outboxLag } from '@rollcall/database/outbox'
import { asViewer } from '@rollcall/database/transaction'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { system } from '@rollcall/domain/viewer'
import { type Clock, systemClock, today } from '@rollcall/platform/clock'
import type { Keys } from '@rollcall/platform/keys'
import type { Log } from '@rollcall/platform/log'
import type { Mailer } from '@rollcall/platform/mail'
import type { Stopper } from '@rollcall/platform/stop'
import { startReturnChecker } from '@rollcall/workbook/return-checker'
import { calendar } from './calendar.ts'
import { findLostJobs } from './find-lost-jobs.ts'
import { keepSchedules } from './keep-schedules.ts'
import { newMetrics } from './metrics.ts'
import { openQueues } from './queues.ts'
import { forgetFailedJobs } from './retries.ts'
import { serveNumbers } from './serve-numbers.ts'
import { startRelay } from './start-relay.ts'
import { startRounds } from './start-rounds.ts'
import { startWorkers } from './start-workers.ts'
import { warnOfHolidays } from './warn-of-holidays.ts'
import { type WorkerContext, workOf } from './work.ts'

interface WorkerSettings {
  readonly databaseUrl: string
  readonly redisUrl?: string | undefined
  readonly metricsHost: string
  readonly metricsPort: number
  readonly checksAtOnce: number
  /** Where the links of letters lead. */
  readonly portalUrl: string
  readonly mailPerMinute: number
  /** How long another worker may be silent before its jobs are done by others. */
  readonly deadAfterMs?: number | undefined
}

export interface ToStartWorker {
  readonly settings: WorkerSettings
  readonly keys: Keys
  readonly mailer: Mailer
  readonly log: Log
  readonly opened: Stopper['opened']
  /** By default this machine's. */
  readonly clock?: Clock
}

const minute = 60_000
/** Less than what the whole process is given to stop. */
const graceMs = 20_000

/** Opens things in order; they are closed in reverse. */
export async function startWorker({
  settings,
  keys,
  mailer,
  log,
  opened,
  clock = systemClock,
}: ToStartWorker): Promise<void> {
  const { databaseUrl, redisUrl, checksAtOnce, portalUrl, mailPerMinute, deadAfterMs } = settings
  const work = workOf({ checksAtOnce })

  const onError = (error: Error) => log.error({ err: error }, 'a connection to Postgres broke')
  const db = connect(databaseUrl, { onError, name: 'rollcall worker' })
  opened('database', () => db.destroy())
  await mustBeSafe(db)

  const checker = startReturnChecker({ processes: checksAtOnce })
  opened('checker', () => checker.stop())

  const queues = await openQueues({ names: work.map(({ name }) => name), databaseUrl, redisUrl, log })
  opened('queues', () => queues.close())

  const londonDay = () => CalendarDate.parse(today(clock.now()))
  const metrics = newMetrics({ db, queues, today: londonDay })
  const newContext = (): WorkerContext => {
    const now = clock.now()
    return {
      viewer: system,
      now,
      today: CalendarDate.parse(today(now)),
      db,
      keys,
      checker,
      mailer,
      portalUrl,
      mailPerMinute,
    }
  }
  const { onOutcome } = metrics
  const workers = await startWorkers({ work, queues, db, newContext, log, onOutcome, deadAfterMs })
  opened('workers', () => workers.stop(graceMs))

  const relay = startRelay({ db, databaseUrl, queues, work, log })
  opened('relay', () => relay.stop())

  const lookAtHolidays = warnOfHolidays(log)
  const housekeeping = startRounds({
    everyMs: minute,
    onError: (error) => log.error({ err: error }, 'the housekeeping failed'),
    async round() {
      const lost = await findLostJobs({ db, queues, olderThanSeconds: 60 })
      if (lost > 0) log.warn({ lost }, 'jobs that the job store had lost are passed on again')
      await keepSchedules(queues, calendar)
      await forgetFailedJobs(queues)
      lookAtHolidays(londonDay())
      return false
    },
  })
  opened('housekeeping', () => housekeeping.stop())

  const ready = () =>
    Promise.all([asViewer(db, system, outboxLag), queues.get(work[0]?.name ?? '').getJobCounts()])
  const { metricsHost: host, metricsPort: port } = settings
  const numbers = await serveNumbers({ host, port, metrics, ready, log })
  opened('numbers', () => numbers.stop())
  log.info(
    { store: queues.store, jobs: queues.names, metrics: `http://${host}:${numbers.port}/metrics` },
    'started',
  )
}
