import type { MessageState } from '@rollcall/domain/message'
import { messageKind } from '@rollcall/domain/message-kinds'
import type { Trx } from './connect.ts'
import type { Message } from './messages.ts'

type OfKind = Pick<Message, 'id' | 'kind' | 'personId' | 'dataRequestId'>

/**
 * Whether a later message to the same person, of the same kind and about the same, is due or was sent. It says all that this one would, as
 * what a message says is looked at when it is sent. Of some kinds one says all that there is about a return.
 */
export async function isSaidLater(
  trx: Trx,
  { id, kind, personId, dataRequestId, aboutId }: OfKind & Pick<Message, 'aboutId'>,
  now: Date,
): Promise<boolean> {
  if (dataRequestId === null) return false
  const later = await trx
    .selectFrom('messages')
    .select('id')
    .where('dataRequestId', '=', dataRequestId)
    .where('personId', '=', personId)
    .where('kind', '=', kind)
    .$if(messageKind(kind).saysAll === undefined, (query) =>
      query.where('aboutId', 'is not distinct from', aboutId),
    )
    .where('id', '>', id)
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['sending', 'sent', 'delivered']),
        eb.and([eb('state', '=', 'waiting'), eb('sendAfter', '<=', now)]),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return later !== undefined
}

/**
 * The messages that one of a kind that says all stands for: itself, and those before it that its reader has not had for sure since the
 * last that they had.
 */
export async function listSaidTogether(trx: Trx, { id, kind, personId, dataRequestId }: OfKind) {
  const upToThis = await trx
    .selectFrom('messages')
    .select(['step', 'aboutId', 'state'])
    .where('dataRequestId', '=', dataRequestId)
    .where('personId', '=', personId)
    .where('kind', '=', kind)
    .where('id', '<=', id)
    .orderBy('id', 'desc')
    .execute()
  const lastHad = upToThis.findIndex(({ state }) => had.includes(state))
  return lastHad < 0 ? upToThis : upToThis.slice(0, lastHad)
}

const had: readonly MessageState[] = ['sent', 'delivered', 'complained about']
