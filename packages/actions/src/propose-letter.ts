import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { insertProposedLetter } from '@rollcall/database/letters'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { AuthorityId, DataRequestId, LetterId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import type { Context } from './context.ts'

interface Overdue {
  readonly roundId: RoundId
  readonly dataRequestId: DataRequestId
  readonly authorityId: AuthorityId
  /** When the return was due that is still owed. */
  readonly dueOn: CalendarDate
}

/**
 * Proposes a letter of non-compliance, which a person of the office approves or declines. There is one at most for each due date of a
 * request: asked for again it does nothing, and gives nothing back.
 */
export async function proposeLetter(
  context: Context,
  trx: Trx,
  { roundId, dataRequestId, authorityId, dueOn }: Overdue,
): Promise<LetterId | undefined> {
  mustBeAllowed(context.viewer, 'propose a letter')
  const of = { roundId, dataRequestId }
  const letterId = await insertProposedLetter(trx, { ...of, authorityId, dueOn, madeAt: context.now })
  // In the office's record alone: its authority learns of a letter when there is one.
  if (letterId !== undefined)
    await recordEvent(trx, context, { type: 'letter proposed', ...of, letterId, dueOn })
  return letterId
}
