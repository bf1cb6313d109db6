import type { PersonId } from '@rollcall/domain/ids'
import type { MessageState } from '@rollcall/domain/message'
import type { Trx } from './connect.ts'

interface Told {
  readonly personId: PersonId
  readonly kind: string
  /** What it was about. */
  readonly aboutId: string
}

/** Those of a message that its person has, or may have. One that was tried and not taken is none. */
export const mayHaveArrived: readonly MessageState[] = [
  'sending',
  'sent',
  'delivered',
  'complained about',
  'unclear',
]

/** Whether somebody has heard of something, or may have, in a message of one kind. */
export async function wasToldOf(trx: Trx, { personId, kind, aboutId }: Told): Promise<boolean> {
  const told = await trx
    .selectFrom('messages')
    .select('id')
    .where('personId', '=', personId)
    .where('kind', '=', kind)
    .where('aboutId', '=', aboutId)
    .where('state', 'in', mayHaveArrived)
    .executeTakeFirst()
  return told !== undefined
}
