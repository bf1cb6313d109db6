import type { DataRequestId, PersonId, RelaxationId, RoundId } from '@rollcall/domain/ids'
import type { RelaxationEffect } from '@rollcall/domain/relaxation'
import type { Generated } from 'kysely'

export interface RelaxationsTable {
  id: Generated<RelaxationId>
  roundId: RoundId
  /** Of the authority it is for; without one it is for all. */
  dataRequestId: DataRequestId | null
  rule: string
  effect: RelaxationEffect
  withdraws: RelaxationId | null
  reason: string | null
  reasonSealed: Buffer | null
  proposedBy: PersonId
  proposedAt: Generated<Date>
  decision: 'approved' | 'refused' | null
  decidedBy: PersonId | null
  decidedAt: Date | null
  refusal: string | null
  refusalSealed: Buffer | null
  withdrawnAt: Date | null
}
