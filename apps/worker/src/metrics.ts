import type { Db } from '@rollcall/database/connect'
import { outboxLag } from '@rollcall/database/outbox'
import { asViewer } from '@rollcall/database/transaction'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { system } from '@rollcall/domain/viewer'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { messageMetrics } from './message-metrics.ts'
import type { Queues } from './queues.ts'
import type { Outcome } from './start-workers.ts'
import { holidayDaysLeft } from './warn-of-holidays.ts'

export interface Metrics {
  readonly contentType: string
  /** The page of numbers. Those of a store that is away are left out. */
  page(): Promise<string>
  onOutcome(job: string, outcome: Outcome, seconds: number): void
}

interface ToMeasure {
  readonly db: Db
  readonly queues: Queues
  /** The day it is in London. */
  readonly today: () => CalendarDate
}

/** The numbers an operator watches: how deep the queues are, how late the outbox and messages are, what became of jobs and how long they took. */
export function newMetrics({ db, queues, today }: ToMeasure): Metrics {
  const all = new Registry()
  const registers = [all]
  collectDefaultMetrics({ register: all })

  const finished = new Counter({
    name: 'rollcall_jobs_total',
    help: 'Jobs by what became of them',
    labelNames: ['job', 'outcome'],
    registers,
  })
  const duration = new Histogram({
    name: 'rollcall_job_seconds',
    help: 'How long jobs took in the hands of a worker',
    labelNames: ['job'],
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 120],
    registers,
  })
  const depth = new Gauge({
    name: 'rollcall_queue_jobs',
    help: 'Jobs that BullMQ has, by queue and state',
    labelNames: ['queue', 'state'],
    registers,
  })
  const outbox = new Gauge({
    name: 'rollcall_outbox_rows',
    help: 'Rows of the outbox that are not done: waiting to be passed on, unfinished, given up',
    labelNames: ['state'],
    registers,
  })
  const lag = new Gauge({
    name: 'rollcall_outbox_lag_seconds',
    help: 'Age of the oldest row that waits to be passed on',
    registers,
  })

  const holidays = new Gauge({
    name: 'rollcall_bank_holidays_days_left',
    help: 'Days until the last day whose bank holidays are known',
    registers,
  })
  const messages = messageMetrics(db, registers)

  const measureQueues = async () => {
    for (const queue of queues.names) {
      const counts = await queues.get(queue).getJobCounts('waiting', 'active', 'delayed', 'failed')
      for (const [state, count] of Object.entries(counts)) depth.set({ queue, state }, count)
    }
  }
  const measureOutbox = async () => {
    const { oldestWaitingSeconds, ...counts } = await asViewer(db, system, outboxLag)
    lag.set(oldestWaitingSeconds)
    for (const [state, count] of Object.entries(counts)) outbox.set({ state }, count)
  }

  return {
    contentType: all.contentType,
    async page() {
      for (const gauge of [depth, outbox, lag]) gauge.reset()
      messages.reset()
      holidays.set(holidayDaysLeft(today()))
      await Promise.allSettled([measureQueues(), measureOutbox(), messages.measure()])
      return await all.metrics()
    },
    onOutcome(job, outcome, seconds) {
      finished.inc({ job, outcome })
      if (outcome !== 'done before') duration.observe({ job }, seconds)
    },
  }
}
