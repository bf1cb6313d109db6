import { recordEvent } from '@rollcall/database/audit-events'
import { findAskedExtension, insertExtension } from '@rollcall/database/extensions'
import { lockReturn } from '@rollcall/database/held-returns'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { extensionProblems, mayExtend } from '@rollcall/domain/extension'
import { DataRequestId, ExtensionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { tell } from './tell.ts'
import { wordsOf } from './words.ts'

export const AskForExtension = z.object({
  dataRequestId: DataRequestId,
  until: CalendarDate,
  reason: z.string().trim().min(1, 'Say why more time is needed.').max(4000),
})
export type AskForExtension = z.infer<typeof AskForExtension>

/** Asks the office for more time. The closing date is not looked at here: an answer would give it away. */
export async function askForExtension(
  context: Context,
  { dataRequestId, until, reason }: AskForExtension,
): Promise<{ readonly extensionId: ExtensionId }> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'ask for an extension')
  return await transact(context, async (trx) => {
    const request = await lockReturn(trx, dataRequestId)
    roundMust(request.roundState, 'collect')
    mayExtend(request, until)
    const asked = await findAskedExtension(trx, dataRequestId)
    if (asked) throw extensionProblems.extensionAsked({ until: asked.askedUntil })

    const { roundId, authorityId } = request
    const extensionId = ExtensionId.parse(crypto.randomUUID())
    const words = await wordsOf(context, trx, dataRequestId)
    await insertExtension(trx, {
      ...{ id: extensionId, dataRequestId, authorityId, state: 'asked' },
      askedUntil: until,
      askedBy: viewer.personId,
      askedAt: now,
      askedSealed: words.seal(reason),
    })
    const told = { roundId, dataRequestId, authorityId }
    await recordEvent(trx, context, { type: 'extension asked for', ...told, extensionId, until })
    await tell(trx, [{ ...told, kind: 'extension asked for', recipients: 'office', aboutId: extensionId }])
    return { extensionId }
  })
}
