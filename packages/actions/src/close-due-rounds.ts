import { listRoundsToClose } from '@rollcall/database/rounds'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { Problem } from '@rollcall/domain/problem'
import { closeRound } from './close-round.ts'
import { type Context, transact } from './context.ts'
import { oneByOne } from './one-by-one.ts'

/** Closes every round whose closing date is over, and says how many. */
export async function closeDueRounds(context: Context): Promise<{ readonly closed: number }> {
  mustBeAllowed(context.viewer, 'close a round')
  const due = await transact(context, (trx) => listRoundsToClose(trx, context.today))
  return { closed: await oneByOne(due, (round) => closeOnce(context, round)) }
}

/** Somebody may have closed it a moment ago. */
async function closeOnce(context: Context, round: Parameters<typeof closeRound>[1]): Promise<boolean> {
  try {
    await closeRound(context, round)
    return true
  } catch (error) {
    if (error instanceof Problem && error.kind === 'conflict') return false
    throw error
  }
}
