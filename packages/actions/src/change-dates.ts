import { recordEvents } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { updateExtension } from '@rollcall/database/extensions'
import {
  findLastGiven,
  insertDateChanges,
  listAskedUntil,
  lockDueDates,
  moveDueDates,
} from '@rollcall/database/round-date-changes'
import { lockRound, updateRound } from '@rollcall/database/rounds'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { changeOfDates, type DateChange, dueAfterChange, isTold } from '@rollcall/domain/date-change'
import { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import type { Round } from '@rollcall/domain/round'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { tell } from './tell.ts'
import { wordsOf } from './words.ts'

export const ChangeDates = z.object({
  roundId: RoundId,
  /** The revision that was read; another in the meantime refuses the change. */
  revision: z.int().positive(),
  /** A date that is left out stays. */
  dueOn: CalendarDate.optional(),
  closesOn: CalendarDate.optional(),
  publishOn: CalendarDate.nullable().optional(),
  reason: z.string().trim().min(1, 'Say why the dates are changed.').max(4000),
})
export type ChangeDates = z.infer<typeof ChangeDates>

/**
 * Moves the due, closing or publication date of a round that is issued, and tells its authorities of all but the closing date. Its
 * returns are due on the new day, but for those that were given more time than that.
 */
export async function changeDates(
  context: Context,
  { roundId, revision, reason, ...given }: ChangeDates,
): Promise<{ readonly moved: number }> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'change dates')
  return await transact(context, async (trx) => {
    const round = await lockRound(trx, roundId)
    if (round.revision !== revision) throw problems.stale({ what: 'round' })
    roundMust(round.state, 'change dates')
    const wanted = wantedOf(round, given)
    const known = { today: context.today, lastGivenOn: await findLastGiven(trx, roundId) }
    const changes = changeOfDates(round, wanted, known)

    const changeId = crypto.randomUUID()
    await updateRound(trx, roundId, wanted)
    await insertDateChanges(
      trx,
      changes.map((change) => ({
        ...{ changeId, roundId, ...change, reason },
        ...{ changedBy: viewer.personId, changedAt: now },
      })),
    )
    const requests = await requestsAfter(trx, roundId, wanted.dueOn)
    const moved = requests.filter(({ dueOn, dueBefore }) => dueOn !== dueBefore)
    await moveDueDates(trx, moved)
    const answered = changes.some(({ which }) => which === 'due')
      ? await grantWhatIsAnswered(context, trx, { roundId, dueOn: wanted.dueOn, reason })
      : []
    const told = changes.filter(isTold)
    const toTell = told.length > 0 ? requests : []
    await recordEvents(trx, context, [
      {
        ...{ type: 'round dates changed', roundId, changeId, ...detailsOf(changes) },
        ...{ moved: moved.length, answered: answered.length },
      },
      ...toTell.map(({ dataRequestId, authorityId, dueOn }) => ({
        ...{ type: 'dates changed', authorityId, roundId, dataRequestId, changeId },
        ...{ ...detailsOf(told), ownDueOn: dueOn },
      })),
      ...answered.map((extension) => ({ type: 'extension granted', roundId, ...extension })),
    ])
    await tell(trx, [
      ...toTell.map(({ dataRequestId, authorityId }) => ({
        ...{ roundId, dataRequestId, authorityId, kind: 'dates changed', aboutId: changeId },
        recipients: 'authority' as const,
      })),
      ...answered.map(({ dataRequestId, authorityId, extensionId: aboutId }) => ({
        ...{ roundId, dataRequestId, authorityId, kind: 'extension granted', aboutId },
        recipients: 'authority' as const,
      })),
    ])
    return { moved: moved.length }
  })
}

/** The dates as they are to be: what is left out stays. */
const wantedOf = (
  round: Round,
  { dueOn, closesOn, publishOn }: Pick<ChangeDates, 'dueOn' | 'closesOn' | 'publishOn'>,
) => ({
  dueOn: dueOn ?? round.dueOn,
  closesOn: closesOn ?? round.closesOn,
  publishOn: publishOn === undefined ? round.publishOn : publishOn,
})

async function requestsAfter(trx: Trx, roundId: RoundId, roundDueOn: CalendarDate) {
  const requests = await lockDueDates(trx, roundId)
  return requests.map(({ dueOn: dueBefore, givenUntil, ...request }) => ({
    ...request,
    dueBefore,
    dueOn: dueAfterChange(roundDueOn, givenUntil),
  }))
}

/** Whoever has asked for no more time than everybody now has is answered by it: a later change leaves them until the day they asked for. */
async function grantWhatIsAnswered(
  context: Context,
  trx: Trx,
  { roundId, dueOn, reason }: { roundId: RoundId; dueOn: CalendarDate; reason: string },
) {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'grant an extension')
  const asked = await listAskedUntil(trx, roundId, dueOn)
  for (const { extensionId, dataRequestId, until } of asked) {
    const words = await wordsOf(context, trx, dataRequestId)
    await updateExtension(trx, extensionId, {
      ...{ state: 'granted', until, decidedBy: viewer.personId, decidedAt: now },
      decisionSealed: words.seal(reason),
    })
  }
  return asked
}

/** What was changed, as the record has it: 'due', 'dueBefore'. */
const detailsOf = (changes: readonly DateChange[]): Readonly<Record<string, CalendarDate | null>> =>
  Object.fromEntries(
    changes.flatMap(({ which, fromOn, toOn }) => [
      [`${which}Before`, fromOn],
      [which, toOn],
    ]),
  )
