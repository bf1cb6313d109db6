import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { lockDataRequest } from '@rollcall/database/data-requests'
import { getLetter, lockLetter, updateLetter } from '@rollcall/database/letters'
import { listLettersToWithdraw } from '@rollcall/database/listed-letters'
import type { LetterId } from '@rollcall/domain/ids'
import { whyNotOwed } from '@rollcall/domain/non-compliance'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'
import { oneByOne } from './one-by-one.ts'

/** Withdraws every letter of non-compliance that nobody needs any more and nobody was written to about; says how many. */
export async function withdrawLetters(context: Context): Promise<{ readonly withdrawn: number }> {
  mustBeAllowed(context.viewer, 'withdraw letters')
  const letters = await transact(context, (trx) => listLettersToWithdraw(trx, context.today))
  return { withdrawn: await oneByOne(letters, (letterId) => withdrawUnlessOwed(context, letterId)) }
}

/** Somebody may have decided on it a moment ago, or the return may be owed again. */
const withdrawUnlessOwed = (context: Context, letterId: LetterId): Promise<boolean> =>
  transact(context, async (trx) => {
    const { dataRequestId } = await getLetter(trx, letterId)
    const request = await lockDataRequest(trx, dataRequestId)
    const letter = await lockLetter(trx, letterId)
    const why = whyNotOwed(request, { dueOn: letter.dueOn, today: context.today })
    if (why === undefined || !['proposed', 'issued'].includes(letter.state)) return false
    await withdrawLetter(context, trx, letter, why)
    return true
  })

type Held = Awaited<ReturnType<typeof lockLetter>>

/** Withdraws a letter that is held, and records why. Its authority never saw it, or it has been told of it in the portal alone. */
export async function withdrawLetter(
  context: Context,
  trx: Trx,
  { id: letterId, roundId, dataRequestId }: Held,
  why: string,
): Promise<void> {
  await updateLetter(trx, letterId, { state: 'withdrawn', why })
  await recordEvent(trx, context, { type: 'letter withdrawn', roundId, dataRequestId, letterId, why })
}
