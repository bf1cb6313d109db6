import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { hasHadLetter, insertProposedLetter } from '@rollcall/database/letters'
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
 * Proposes a letter of non-compliance, which a person of the office approves or declines. Where there was one about this due date,
 * whatever became of it, it does nothing and gives nothing back: only a person proposes another.
 */
export async function proposeLetter(
  context: Context,
  trx: Trx,
  { roundId, dataRequestId, authorityId, dueOn }: Overdue,
): Promise<LetterId | undefined> {
  mustBeAllowed(context.viewer, 'propose a letter')
  const of = { roundId, dataRequestId }
  if (await hasHadLetter(trx, { dataRequestId, dueOn })) return undefined
  const letterId = await insertProposedLetter(trx, { ...of, authorityId, dueOn, madeAt: context.now })
  // In the office's record alone: its authority learns of a letter when there is one.
  if (letterId !== undefined)
    await recordEvent(trx, context, { type: 'letter proposed', ...of, letterId, dueOn })
  return letterId
}
