import { recordEvent } from '@rollcall/database/audit-events'
import { lockMessage, updateMessage } from '@rollcall/database/messages'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { keepDelivery } from './keep-delivery.ts'
import { NoteDelivery } from './note-delivery.ts'
import { recordOfMessage } from './record-of-message.ts'
import { isProven } from './report-proof.ts'

export const NoteMailReport = NoteDelivery.extend({
  /** What the message alone carried; left out where the report has none. */
  proof: z.string().optional(),
})
export type NoteMailReport = z.infer<typeof NoteMailReport>

/**
 * Keeps what a report by e-mail says became of a message, if it has the proof that the message carried. Anybody can write one without:
 * it is counted, the first of a message goes on record, and nothing else is changed.
 */
export async function noteMailReport(
  context: Pick<Context, 'db' | 'viewer' | 'now' | 'today'>,
  { messageId, proof, ...told }: NoteMailReport,
): Promise<'noted' | 'known' | 'not proven'> {
  mustBeAllowed(context.viewer, 'note a delivery')
  return await transact(context, async (trx) => {
    const message = await lockMessage(trx, messageId)
    if (isProven(message.proofHash, proof))
      return (await keepDelivery(context, trx, message, told)) ? 'noted' : 'known'

    const { unprovenReports: before } = message
    await updateMessage(trx, messageId, { unprovenReports: before + 1 })
    if (before === 0)
      await recordEvent(trx, context, { type: 'report not believed', ...recordOfMessage(message) })
    return 'not proven'
  })
}
