import type { Trx } from '@rollcall/database/connect'
import { listReminders } from '@rollcall/database/reminders'
import type { RoundId } from '@rollcall/domain/ids'
import type { KeptStep } from '@rollcall/domain/reminder-calendar'
import { londonTime } from './london-time.ts'

/** The calendar of a round, in London's time. */
export async function keptSteps(trx: Trx, roundId: RoundId): Promise<KeptStep[]> {
  const steps = await listReminders(trx, roundId)
  return steps.map(({ since, ...step }) => ({ ...step, since: londonTime(since) }))
}
