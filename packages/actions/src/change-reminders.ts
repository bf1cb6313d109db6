import { recordEvent } from '@rollcall/database/audit-events'
import { deleteReminder, insertReminders, listReminders, updateReminder } from '@rollcall/database/reminders'
import { lockRound, updateRound } from '@rollcall/database/rounds'
import { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import {
  changeOfReminders,
  mostDays,
  reminderAims,
  remindersOnRecord,
} from '@rollcall/domain/reminder-calendar'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'

export const ChangeReminders = z.object({
  roundId: RoundId,
  /** The revision that was read; another in the meantime refuses the change. */
  revision: z.int().positive(),
  /** The whole calendar as it is to be: what is left out is taken out. */
  steps: z
    .array(
      z.object({
        aim: z.enum(reminderAims),
        days: z
          .int()
          .min(-mostDays)
          .max(mostDays)
          .meta({ description: 'Working days after the due date; negative: before it.' }),
        at: z.string().meta({ description: 'A time of day in London within office hours: 09:00.' }),
      }),
    )
    .max(100),
})
export type ChangeReminders = z.infer<typeof ChangeReminders>

/**
 * Gives a round another calendar of reminders. In a draft that is another round, so an approval goes. In an open round it holds from now on:
 * a step that is added does not make up for a moment that is over, and what was sent stays sent.
 */
export async function changeReminders(
  context: Context,
  { roundId, revision, steps }: ChangeReminders,
): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'change reminders')
  await transact(context, async (trx) => {
    const round = await lockRound(trx, roundId)
    if (round.revision !== revision) throw problems.stale({ what: 'round' })
    roundMust(round.state, 'change reminders')
    const before = await listReminders(trx, roundId)
    const { gone, kept, added } = changeOfReminders(before, steps)

    for (const step of gone) await deleteReminder(trx, roundId, step)
    for (const step of kept) await updateReminder(trx, roundId, step)
    await insertReminders(
      trx,
      added.map((step) => ({ ...step, roundId, since: now, addedBy: viewer.personId })),
    )
    const again = { changedBy: viewer.personId, changedAt: now, approvedBy: null, approvedAt: null }
    await updateRound(trx, roundId, round.state === 'draft' ? again : {})
    await recordEvent(trx, context, {
      type: 'reminders changed',
      ...{ roundId, before: remindersOnRecord(before), after: remindersOnRecord(steps) },
    })
  })
}
