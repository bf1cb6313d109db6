import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { getFrozenAuthorities, getFrozenCollection } from '@rollcall/database/frozen-sources'
import {
  listRoundAuthorities,
  lockRound,
  replaceRoundAuthorities,
  updateRound,
} from '@rollcall/database/rounds'
import { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { chosenOf, datesMustFollow, type Round } from '@rollcall/domain/round'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { chooseLastRound, idsOf, OpenRound } from './open-round.ts'

export const ChangeRound = OpenRound.omit({ collectionId: true, collectionVersion: true }).partial().extend({
  roundId: RoundId,
  /** The revision that was read; another in the meantime refuses the change. */
  revision: z.int().positive(),
})
export type ChangeRound = z.infer<typeof ChangeRound>

/** Changes a draft. What was approved before was another round, so the approval goes. */
export async function changeRound(context: Context, input: ChangeRound): Promise<void> {
  const { viewer } = context
  mustBeAllowed(viewer, 'change a round')
  await transact(context, async (trx) => {
    const round = await lockRound(trx, input.roundId)
    if (round.revision !== input.revision) throw problems.stale({ what: 'round' })
    roundMust(round.state, 'change')
    const { authorities, roundId, revision, lastRoundId, ...rest } = input
    const plain = given(rest)
    const changed = { ...round, ...plain }
    datesMustFollow(changed)
    const moved = changed.referenceOn !== round.referenceOn

    if (moved || authorities !== undefined) await chooseAgain(trx, round, changed, authorities)
    await updateRound(trx, roundId, {
      ...plain,
      ...((moved || lastRoundId !== undefined) && {
        lastRoundId: await chooseLastRound(trx, { ...changed, lastRoundId }),
      }),
      changedBy: viewer.personId,
      approvedBy: null,
      approvedAt: null,
    })
    await recordEvent(trx, context, {
      type: 'round changed',
      roundId,
      parts: Object.keys({ ...plain, ...(authorities && { authorities }) })
        .sort()
        .join(', '),
    })
  })
}

/** Those asked, as frozen when the round was opened. Where all were asked and the date moves, all of the new date are. */
async function chooseAgain(
  trx: Trx,
  before: Round,
  after: Round,
  codes: readonly string[] | undefined,
): Promise<void> {
  const collection = await getFrozenCollection(trx, before.collectionHash)
  const authorities = await getFrozenAuthorities(trx, before.authoritiesHash)
  const kept = (await listRoundAuthorities(trx, before.id)).map(({ code }) => code)
  const askedAll = kept.length === chosenOf(collection, authorities, before.referenceOn).length
  const wanted = codes ?? (askedAll ? undefined : kept)
  const chosen = chosenOf(collection, authorities, after.referenceOn, wanted)
  await replaceRoundAuthorities(trx, before.id, await idsOf(trx, chosen))
}

/** What was given of a change: a part left out stays as it is. */
const given = <Change extends object>(change: Change) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Part in keyof Change]?: Exclude<Change[Part], undefined>
  }
