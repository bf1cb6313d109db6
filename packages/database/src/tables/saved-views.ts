import type { PersonId, SavedViewId } from '@rollcall/domain/ids'
import type { Generated } from 'kysely'

export interface SavedViewsTable {
  id: Generated<SavedViewId>
  name: string
  /** As the address of a board says it. */
  shows: string
  isShared: boolean
  madeBy: PersonId
  madeAt: Generated<Date>
}
