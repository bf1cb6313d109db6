import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { DataRequestId, PersonId, RoundId } from '@rollcall/domain/ids'
import type { ReminderAim } from '@rollcall/domain/reminder-calendar'

export interface RoundRemindersTable {
  roundId: RoundId
  aim: ReminderAim
  days: number
  at: string
  since: Date
  addedBy: PersonId | null
}

export interface ReminderRunsTable {
  roundId: RoundId
  aim: ReminderAim
  days: number
  dueOn: CalendarDate
  ranAt: Date
  requests: number | null
  messages: number | null
  reachedId: DataRequestId | null
  endedAt: Date | null
}
