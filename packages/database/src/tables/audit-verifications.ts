import type { PersonId } from '@rollcall/domain/ids'
import type { Generated } from 'kysely'

export interface AuditVerificationsTable {
  id: Generated<string>
  askedBy: PersonId | null
  askedAt: Date
  verifiedAt: Date | null
  whole: boolean | null
  events: number | null
  hash: string | null
  wrongSeq: number | null
  says: string | null
}
