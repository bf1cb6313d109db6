import { batches } from '@rollcall/database/batches'
import type { Trx } from '@rollcall/database/connect'
import { insertNotices, type NewNotice } from '@rollcall/database/notices'
import { findMessageKind } from '@rollcall/domain/message-kinds'
import { enqueueAll, jobs } from './jobs.ts'

/** Tells people of something: in the portal, and by e-mail where that is done. In the same transaction, so nobody is told of what did not happen. */
export async function tell(trx: Trx, notices: readonly NewNotice[]): Promise<void> {
  const ids = await insertNotices(trx, notices)
  const toWrite = ids.filter((_, index) => findMessageKind(notices[index]?.kind ?? '') !== undefined)
  await enqueueAll(
    trx,
    jobs.writeMessages,
    Array.from(batches(toWrite, 200), (noticeIds) => ({ noticeIds })),
  )
}
