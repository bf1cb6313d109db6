import type { PersonId } from '@rollcall/domain/ids'
import type { Trx } from './connect.ts'

interface Told {
  readonly personId: PersonId
  readonly kind: string
  /** What it was about. */
  readonly aboutId: string
}

/** Whether somebody was written to about something, in a message of one kind. */
export async function wasToldOf(trx: Trx, { personId, kind, aboutId }: Told): Promise<boolean> {
  const told = await trx
    .selectFrom('messages')
    .select('id')
    .where('personId', '=', personId)
    .where('kind', '=', kind)
    .where('aboutId', '=', aboutId)
    .where('begunAt', 'is not', null)
    .executeTakeFirst()
  return told !== undefined
}
