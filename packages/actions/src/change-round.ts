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
import { datesMustFollow, type Round } from '@rollcall/domain/round'
import { roundMust } from '@rollcall/domain/round-life'
import { againOf, type ChosenBy, chosenOf, keptOf } from '@rollcall/domain/who-is-asked'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { chooseLastRound, idsOf, OpenRound, whoOf } from './open-round.ts'

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

    const whoAsked =
      moved || authorities !== undefined ? await chooseAgain(trx, round, changed, authorities) : undefined
    await updateRound(trx, roundId, {
      ...plain,
      ...(whoAsked && { whoAsked: JSON.stringify(whoAsked) }),
      ...((moved || lastRoundId !== undefined) && {
        lastRoundId: await chooseLastRound(trx, { ...changed, lastRoundId }),
      }),
      changedBy: viewer.personId,
      changedAt: context.now,
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

/** Those asked, as frozen when the round was opened. Where the date moves, they are chosen again in the way they were. */
async function chooseAgain(
  trx: Trx,
  before: Awaited<ReturnType<typeof lockRound>>,
  after: Round,
  authorities: ChangeRound['authorities'],
): Promise<ChosenBy> {
  const collection = await getFrozenCollection(trx, before.collectionHash)
  const table = await getFrozenAuthorities(trx, before.authoritiesHash)
  const so = async () => againOf(before.whoAsked, await codesOf(trx, before))
  const who = authorities === undefined ? await so() : whoOf(authorities)
  const chosen = chosenOf(collection, table, after.referenceOn, who)
  await replaceRoundAuthorities(trx, before.id, await idsOf(trx, chosen))
  return keptOf(who)
}

const codesOf = async (trx: Trx, { id }: Round): Promise<string[]> =>
  (await listRoundAuthorities(trx, id)).map(({ code }) => code)

/** What was given of a change: a part left out stays as it is. */
const given = <Change extends object>(change: Change) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Part in keyof Change]?: Exclude<Change[Part], undefined>
  }
