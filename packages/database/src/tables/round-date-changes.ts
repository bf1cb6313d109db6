import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { MovableDate } from '@rollcall/domain/date-change'
import type { PersonId, RoundId } from '@rollcall/domain/ids'
import type { Generated } from 'kysely'

export interface RoundDateChangesTable {
  changeId: string
  roundId: RoundId
  which: MovableDate
  fromOn: CalendarDate | null
  toOn: CalendarDate | null
  reason: string
  changedBy: PersonId
  changedAt: Generated<Date>
}
