import { recordEvent } from '@rollcall/database/audit-events'
import { insertVerification, listWaiting } from '@rollcall/database/audit-verifications'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'

/** Asks for the record of who did what to be verified now. Whoever asks while another waits waits with them. */
export async function askToVerifyAudit(context: Context): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'ask to verify the audit')
  await transact(context, async (trx) => {
    if ((await listWaiting(trx)).length === 0)
      await insertVerification(trx, { askedBy: viewer.personId, askedAt: now })
    await recordEvent(trx, context, { type: 'audit verification asked for' })
    await enqueue(trx, jobs.keepVerification, {})
  })
}
