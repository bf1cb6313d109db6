import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { PersonId } from '@rollcall/domain/ids'
import type { Generated } from 'kysely'

export interface WordingsTable {
  id: Generated<string>
  kind: string
  version: number
  subject: string
  body: string
  link: string
  statesLaw: boolean
  why: string
  madeBy: PersonId | null
  madeAt: Date
  decision: 'in force' | 'refused' | null
  decidedBy: PersonId | null
  decidedAt: Date | null
  refusal: string | null
  lawyer: string | null
  checkedOn: CalendarDate | null
}
