import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { AnnouncementId, PersonId, RoundId } from '@rollcall/domain/ids'
import type { Generated } from 'kysely'

export interface AnnouncementsTable {
  id: Generated<AnnouncementId>
  roundId: RoundId
  publishedOn: CalendarDate
  address: string
  announcedBy: PersonId
  announcedAt: Date
  withdrawnBy: PersonId | null
  withdrawnAt: Date | null
  withdrawnBecause: string | null
}
