import { listLettersByIds } from '@rollcall/database/listed-letters'
import { LetterId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import type { Problem } from '@rollcall/domain/problem'
import { problems } from '@rollcall/domain/problems'
import { z } from 'zod'
import { approveLetter } from './approve-letter.ts'
import { type Context, transact } from './context.ts'
import { eachByItself } from './each-by-itself.ts'

export const ApproveLetters = z.object({
  roundId: RoundId,
  letterIds: z.array(LetterId).min(1, 'Choose at least one authority.').max(1000),
})
export type ApproveLetters = z.infer<typeof ApproveLetters>

interface Approved {
  readonly issued: readonly OfLetter[]
  /** Those whose return is not owed any more, so that they were withdrawn. */
  readonly withdrawn: readonly OfLetter[]
  /** Those that could not be approved, and why; without an authority what is not of this round. */
  readonly notApproved: readonly (Omit<OfLetter, 'authority'> & {
    readonly authority: string | null
    readonly why: Problem
  })[]
}

interface OfLetter {
  readonly letterId: LetterId
  readonly authority: string
}

/** Approves several letters of a round, each by itself: what cannot be approved keeps nothing from the rest. */
export async function approveLetters(
  context: Context,
  { roundId, letterIds }: ApproveLetters,
): Promise<Approved> {
  mustBeAllowed(context.viewer, 'approve a letter')
  const ids = [...new Set(letterIds)]
  const ofRound = await transact(context, (trx) => listLettersByIds(trx, roundId, ids))
  const wanted = ofRound.map(({ id: letterId, authority }) => ({ letterId, authority }))
  const withdrawn: OfLetter[] = []
  const { done, notDone } = await eachByItself(context, wanted, async (acting, letter) => {
    const { state } = await approveLetter(acting, letter)
    if (state === 'withdrawn') withdrawn.push(letter)
  })
  const unknown = ids.filter((letterId) => !wanted.some((one) => one.letterId === letterId))
  return {
    issued: done.filter((letter) => !withdrawn.includes(letter)),
    withdrawn,
    notApproved: [
      ...notDone.map(({ item, why }) => ({ ...item, why })),
      ...unknown.map((letterId) => ({
        ...{ letterId, authority: null, why: problems.notFound({ what: 'letter' }) },
      })),
    ],
  }
}
