import type { AuthorityId, DataRequestId, RoundId } from '@rollcall/domain/ids'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'

export interface NewNotice {
  readonly roundId: RoundId
  readonly dataRequestId: DataRequestId
  readonly authorityId: AuthorityId
  /** What happened, in the words of the audit: 'return accepted'. */
  readonly kind: string
  readonly recipients: 'officers' | 'signatories' | 'authority' | 'office'
}

/** Tells people of something, in the portal. In the same transaction, so nobody is told of what did not happen. */
export async function insertNotices(trx: Trx, notices: readonly NewNotice[]): Promise<void> {
  for (const batch of batches(notices)) await trx.insertInto('notices').values(batch).execute()
}

/** What this viewer has been told, newest first. */
export function listNotices(trx: Trx, limit: number) {
  return trx
    .selectFrom('notices')
    .innerJoin('authorities', 'authorities.id', 'notices.authorityId')
    .selectAll('notices')
    .select('authorities.name as authority')
    .orderBy('notices.id', 'desc')
    .limit(limit)
    .execute()
}
