import type { PersonId } from '@rollcall/domain/ids'

export interface DigestChoicesTable {
  personId: PersonId
  isWanted: boolean
  chosenAt: Date
}
