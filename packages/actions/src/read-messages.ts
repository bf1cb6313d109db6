import { listBrokenOf } from '@rollcall/database/broken-addresses'
import {
  countByState,
  countMessages,
  findNameOf,
  findWhose,
  getMessage,
  type ListedMessage,
  listMessages,
  listResends,
  type MessageFilter,
} from '@rollcall/database/listed-messages'
import { listAttempts } from '@rollcall/database/message-attempts'
import { listPausesOf } from '@rollcall/database/message-pauses'
import { getRound } from '@rollcall/database/rounds'
import type { MessageId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'

export const messagesOnAPage = 50

/** A page of what was written to people by e-mail, newest first, with how many messages there are of each kind in each state. */
export async function readMessages(
  context: Context,
  { page, ...filter }: MessageFilter & { readonly page: number },
) {
  mustBeAllowed(context.viewer, 'review a return')
  return await transact(context, async (trx) => {
    const counts = await countByState(trx, filter)
    const found = await findWhose(trx, filter)
    const total = countedIn(counts, filter) ?? (await countMessages(trx, found))
    const last = Math.max(1, Math.ceil(total / messagesOnAPage))
    const cut = { limit: messagesOnAPage, offset: (Math.min(page, last) - 1) * messagesOnAPage, total }
    return { counts, total, messages: total === 0 ? [] : await listMessages(trx, found, cut) }
  })
}

/** How many messages a filter leaves, where that is known from how many there are of each kind in each state. */
const countedIn = (
  counts: Awaited<ReturnType<typeof countByState>>,
  { kind, state, text, isToLookAt }: MessageFilter,
): number | undefined =>
  text !== undefined || isToLookAt === true
    ? undefined
    : counts
        .filter((one) => (kind ?? one.kind) === one.kind && (state ?? one.state) === one.state)
        .reduce((sum, { count }) => sum + count, 0)

export type MessageList = Awaited<ReturnType<typeof readMessages>>

/** What was written in a round, and the round itself. */
export async function readRoundMessages(
  context: Context,
  asked: MessageFilter & { readonly roundId: RoundId; readonly page: number },
) {
  mustBeAllowed(context.viewer, 'review a return')
  const { round, pauses } = await transact(context, async (trx) => ({
    round: await getRound(trx, asked.roundId),
    pauses: await listPausesOf(trx, asked.roundId),
  }))
  return { round, pauses, ...(await readMessages(context, asked)) }
}

/** One message as it was sent, or as it waits: to whom, in which words, how often it was tried, what became of it, and whether it was sent again. */
export async function readMessage(context: Context, messageId: MessageId) {
  mustBeAllowed(context.viewer, 'review a return')
  return await transact(context, async (trx) => {
    const message = await getMessage(trx, messageId)
    const [broken] = await listBrokenOf(trx, [message.personId])
    const pauses = await listPausesOf(trx, message.roundId)
    return {
      ...message,
      /** Where the address that they have now is known not to work. */
      brokenAddressId: broken?.id ?? null,
      pauses,
      settledByName: await findNameOf(trx, message.settledBy),
      askedByName: await findNameOf(trx, message.askedBy),
      sentAgain: await listResends(trx, messageId),
      tries: await listAttempts(trx, messageId),
    }
  })
}

export type ReadMessage = Awaited<ReturnType<typeof readMessage>>

/** Some messages that a filter leaves, newest first: those before one of them, where one is said. */
export async function readMessagesBefore(
  context: Context,
  filter: MessageFilter,
  cut: { readonly limit: number; readonly before: MessageId | undefined },
): Promise<ListedMessage[]> {
  mustBeAllowed(context.viewer, 'review a return')
  return await transact(context, async (trx) => {
    if (filter.roundId !== undefined) await getRound(trx, filter.roundId)
    return await listMessages(trx, await findWhose(trx, filter), cut)
  })
}

const batch = 1000

/** Every message that a filter leaves, newest first, read a thousand at a time as they are sent. */
export async function* readEveryMessage(
  context: Context,
  filter: MessageFilter,
): AsyncGenerator<readonly ListedMessage[]> {
  let before: MessageId | undefined
  for (let more = true; more; ) {
    const messages = await readMessagesBefore(context, filter, { limit: batch, before })
    yield messages
    before = messages.at(-1)?.id
    more = messages.length === batch
  }
}
