import { recordEvent } from '@rollcall/database/audit-events'
import { findLastSeen, keepVerification as keep, listWaiting } from '@rollcall/database/audit-verifications'
import { verifyAudit } from '@rollcall/database/verify-audit'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'

/**
 * Verifies the record of who did what and keeps what was found. The last event that was right the time before must be there still, so
 * that a record written anew is found too. Nothing is held meanwhile: others go on adding to the record.
 */
export async function keepVerification(context: Context): Promise<void> {
  mustBeAllowed(context.viewer, 'keep a verification of the audit')
  const begun = performance.now()
  const { waiting, found } = await transact(context, async (trx) => ({
    waiting: await listWaiting(trx),
    found: await verifyAudit(trx, await findLastSeen(trx)),
  }))
  const verifiedAt = new Date(context.now.getTime() + performance.now() - begun)
  await transact(context, async (trx) => {
    await keep(trx, found, { waiting, begunAt: context.now, verifiedAt })
    await recordEvent(trx, context, { type: 'audit verified', whole: found.whole, events: found.events })
  })
}
