import { recordEvent } from '@rollcall/database/audit-events'
import { lockReturn } from '@rollcall/database/held-returns'
import { getLetter, issueLetter, lockLetter, takeLetterNumbers } from '@rollcall/database/letters'
import { canonical, sha256 } from '@rollcall/domain/canonical'
import { LetterId } from '@rollcall/domain/ids'
import { letterReference, mustBeProposed, mustBeProposedByAnother } from '@rollcall/domain/letter'
import { whyNotOwed } from '@rollcall/domain/non-compliance'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { letterDraft } from './letter-draft.ts'
import { tell } from './tell.ts'
import { withdrawLetter } from './withdraw-letters.ts'

export const ApproveLetter = z.object({ letterId: LetterId })
export type ApproveLetter = z.infer<typeof ApproveLetter>

type Approved =
  | { readonly state: 'issued'; readonly reference: string }
  /** The return is not owed any more as the letter says, so it was withdrawn instead. */
  | { readonly state: 'withdrawn'; readonly why: string }

/**
 * Issues a letter of non-compliance as it reads at this moment, and tells the authority. One that is not needed any more is withdrawn; one
 * that somebody proposed by hand is approved by another person.
 */
export async function approveLetter(context: Context, { letterId }: ApproveLetter): Promise<Approved> {
  const { viewer, now, today } = context
  mustBeAllowed(viewer, 'approve a letter')
  return await transact(context, async (trx) => {
    const request = await lockReturn(trx, (await getLetter(trx, letterId)).dataRequestId)
    const letter = await lockLetter(trx, letterId)
    mustBeProposed(letter)
    mustBeProposedByAnother(viewer, letter)
    const why = whyNotOwed(request, { dueOn: letter.dueOn, today })
    if (why !== undefined) {
      await withdrawLetter(context, trx, letter, why)
      return { state: 'withdrawn', why }
    }

    const { content, wordingVersion } = await letterDraft(context, trx, letter)
    const year = Number(today.slice(0, 4))
    const reference = letterReference(year, await takeLetterNumbers(trx, year, 1))
    const letterSha256 = await sha256(canonical(content))
    await issueLetter(trx, letterId, {
      ...{ reference, issuedOn: today, content, contentSha256: letterSha256, wordingVersion },
      ...{ decidedBy: viewer.personId, decidedAt: now },
    })
    const { roundId, dataRequestId, authorityId } = letter
    const told = { roundId, dataRequestId, authorityId }
    await recordEvent(trx, context, { type: 'letter approved', ...told, letterId, reference, letterSha256 })
    await tell(trx, [
      { ...told, kind: 'letter of non-compliance', recipients: 'authority', aboutId: letterId },
    ])
    return { state: 'issued', reference }
  })
}
