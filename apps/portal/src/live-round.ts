import type { Context } from '@rollcall/actions/context'
import { readMessagesMark, readRoundMark } from '@rollcall/actions/read-round-mark'
import type { RoundId } from '@rollcall/domain/ids'
import type { Live } from './pages/live.ts'

/** How a page of a round stays up to date. It is read before the rest: what changes meanwhile is told to the page. */
export const liveRound = async (context: Context, roundId: RoundId): Promise<Live> => ({
  changes: `/rounds/${roundId}/changes`,
  mark: await readRoundMark(context, roundId),
})

/** The same for a page of what is written to people: in a round, to an authority or in all. */
export const liveMessages = async (context: Context): Promise<Live> => ({
  changes: '/messages/changes',
  mark: await readMessagesMark(context),
})
