import type { Context } from '@rollcall/actions/context'
import { readRoundMark } from '@rollcall/actions/read-round-mark'
import type { RoundId } from '@rollcall/domain/ids'
import type { Live } from './pages/live.ts'

/** How a page of a round stays up to date. It is read before the rest: what changes meanwhile is told to the page. */
export const liveRound = async (context: Context, roundId: RoundId): Promise<Live> => ({
  roundId,
  mark: await readRoundMark(context, roundId),
})
