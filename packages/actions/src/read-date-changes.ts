import type { Trx } from '@rollcall/database/connect'
import { getOfficeRound } from '@rollcall/database/office-rounds'
import { countDateEffects, findLastGiven, listDateChanges } from '@rollcall/database/round-date-changes'
import { getRound } from '@rollcall/database/rounds'
import {
  changeOfDates,
  type DateChange,
  type DateEffects,
  dateChangeFaults,
  type WantedDates,
} from '@rollcall/domain/date-change'
import type { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import type { DateFault } from '@rollcall/domain/round'
import { type Context, transact } from './context.ts'

/** Which dates of a round were moved after it was issued, oldest first: for authorities, those they are told of. */
export const readDateChanges = (context: Context, roundId: RoundId) =>
  transact(context, async (trx) => {
    await getRound(trx, roundId)
    return await listDateChanges(trx, roundId)
  })

/** A round before its dates are changed, with what was changed so far. */
export async function readDatesOfRound(context: Context, roundId: RoundId) {
  mustBeAllowed(context.viewer, 'change dates')
  return await transact(context, async (trx) => ({
    round: await getOfficeRound(trx, roundId),
    changes: await listDateChanges(trx, roundId),
  }))
}

/** What it would mean if an issued round had other dates: what cannot be; or what changes, and what it does to its returns. */
export async function readDateEffects(
  context: Context,
  roundId: RoundId,
  given: Partial<WantedDates>,
): Promise<PossibleDates> {
  mustBeAllowed(context.viewer, 'change dates')
  const { today } = context
  return await transact(context, async (trx) => {
    const round = await getOfficeRound(trx, roundId)
    const wanted = { dueOn: round.dueOn, closesOn: round.closesOn, publishOn: round.publishOn, ...given }
    const known = { today, lastGivenOn: await findLastGiven(trx, roundId) }
    const faults = dateChangeFaults(round, wanted, known)
    if (faults.length > 0) return { faults }
    const changes = changeOfDates(round, wanted, known)
    return { changes, effects: await effectsOf(trx, { roundId, changes, today }) }
  })
}

type PossibleDates =
  | { readonly faults: readonly DateFault[]; readonly changes?: undefined }
  | {
      readonly faults?: undefined
      readonly changes: readonly DateChange[]
      /** Null where the due date stays. */
      readonly effects: DateEffects | null
    }

async function effectsOf(
  trx: Trx,
  of: {
    readonly roundId: RoundId
    readonly changes: readonly DateChange[]
    readonly today: Context['today']
  },
): Promise<DateEffects | null> {
  const due = of.changes.find(({ which }) => which === 'due')
  return due?.toOn ? await countDateEffects(trx, { ...of, dueOn: due.toOn }) : null
}
