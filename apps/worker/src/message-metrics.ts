import type { Db } from '@rollcall/database/connect'
import { messageNumbers } from '@rollcall/database/message-numbers'
import { asViewer } from '@rollcall/database/transaction'
import { messageStates } from '@rollcall/domain/message'
import { system } from '@rollcall/domain/viewer'
import { Gauge, type Registry } from 'prom-client'

interface Measured {
  /** Forgets what was measured: a number that cannot be had now is not shown. */
  reset(): void
  measure(): Promise<void>
}

/** The numbers of e-mail: how many messages are in which state, and whether they go out. */
export function messageMetrics(db: Db, registers: Registry[]): Measured {
  const byState = new Gauge({
    name: 'rollcall_messages',
    help: 'Messages by state',
    labelNames: ['state'],
    registers,
  })
  const oldest = new Gauge({
    name: 'rollcall_messages_due_seconds',
    help: 'For how long the message has been due that has waited longest, but for those that are paused',
    registers,
  })
  const unproven = new Gauge({
    name: 'rollcall_unproven_reports',
    help: 'Reports of messages that were not believed, as they did not have the proof that the message carried',
    registers,
  })
  return {
    reset: () => {
      byState.reset()
      oldest.reset()
      unproven.reset()
    },
    measure: async () => {
      const { counts, oldestDueSeconds, unprovenReports } = await asViewer(db, system, messageNumbers)
      for (const state of messageStates) byState.set({ state }, counts[state] ?? 0)
      oldest.set(oldestDueSeconds)
      unproven.set(unprovenReports)
    },
  }
}
