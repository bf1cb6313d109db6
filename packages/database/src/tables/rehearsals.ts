import type { PersonId, RehearsalId, RoundId } from '@rollcall/domain/ids'
import type { RehearsalState, Rehearsed } from '@rollcall/domain/rehearsal'
import type { Generated } from 'kysely'
import type { Json } from '../json.ts'

export interface RehearsalsTable {
  id: Generated<RehearsalId>
  roundId: RoundId
  authorities: number
  mistakes: number
  state: RehearsalState
  askedBy: PersonId
  askedAt: Date
  finishedAt: Date | null
  results: Json<Rehearsed | null>
}
