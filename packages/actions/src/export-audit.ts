import { recordEvent } from '@rollcall/database/audit-events'
import { type FoundEvent, listAuditEvents } from '@rollcall/database/audit-search'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'

/** Which events to take out: all of them where nothing is said. */
export const ExportAudit = z.object({
  type: z.string().max(100).optional(),
  who: z.string().trim().min(1).max(200).optional(),
  authority: z.string().trim().min(1).max(200).optional(),
  roundId: RoundId.optional(),
  dataRequestId: DataRequestId.optional(),
  from: CalendarDate.optional(),
  until: CalendarDate.optional(),
})
export type ExportAudit = z.infer<typeof ExportAudit>

const batch = 1000

/**
 * Takes events out of the record, newest first, read a thousand at a time as they are sent. That somebody does so is on record before the
 * first is read, and is itself not among them.
 */
export async function exportAudit(
  context: Context,
  wanted: ExportAudit,
): Promise<() => AsyncGenerator<readonly FoundEvent[]>> {
  mustBeAllowed(context.viewer, 'export the audit')
  const newest = await transact(context, async (trx) => {
    const [last] = await listAuditEvents(trx, { limit: 1 })
    await recordEvent(trx, context, {
      ...{ type: 'audit exported', from: wanted.from, until: wanted.until },
      ...{ ofRoundId: wanted.roundId, ofDataRequestId: wanted.dataRequestId },
      narrowed: [wanted.type, wanted.who, wanted.authority].some((typed) => typed !== undefined),
    })
    return last?.seq ?? 0
  })
  return async function* () {
    for (let before = newest + 1, more = true; more; ) {
      const from = before
      const events = await transact(context, (trx) =>
        listAuditEvents(trx, { ...wanted, before: from, limit: batch }),
      )
      yield events
      before = events.at(-1)?.seq ?? 0
      more = events.length === batch
    }
  }
}
