import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { AuthorityId, DataRequestId, LetterId, PersonId, RoundId } from '@rollcall/domain/ids'
import type { LetterKind, LetterState } from '@rollcall/domain/letter'
import type { LetterText } from '@rollcall/domain/letter-text'
import type { Generated } from 'kysely'
import type { Json } from '../json.ts'

export interface LettersTable {
  id: Generated<LetterId>
  kind: LetterKind
  state: LetterState
  roundId: RoundId
  dataRequestId: DataRequestId
  authorityId: AuthorityId
  dueOn: CalendarDate
  madeAt: Date
  reference: string | null
  issuedOn: CalendarDate | null
  content: Json<LetterText | null>
  contentSha256: string | null
  wordingVersion: number | null
  decidedBy: PersonId | null
  decidedAt: Date | null
  reasonSealed: Buffer | null
  why: string | null
  proposedBy: PersonId | null
  proposalSealed: Buffer | null
}

export interface LetterNumbersTable {
  year: number
  last: number
}
