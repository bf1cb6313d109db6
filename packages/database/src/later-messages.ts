import type { Trx } from './connect.ts'
import type { Message } from './messages.ts'

/**
 * Whether a later message to the same person, of the same kind and about the same, is due or was sent. It says all that this one would, as
 * what a message says is looked at when it is sent.
 */
export async function isSaidLater(
  trx: Trx,
  {
    id,
    kind,
    personId,
    dataRequestId,
    aboutId,
  }: Pick<Message, 'id' | 'kind' | 'personId' | 'dataRequestId' | 'aboutId'>,
  now: Date,
): Promise<boolean> {
  if (dataRequestId === null) return false
  const later = await trx
    .selectFrom('messages')
    .select('id')
    .where('dataRequestId', '=', dataRequestId)
    .where('personId', '=', personId)
    .where('kind', '=', kind)
    .where('aboutId', 'is not distinct from', aboutId)
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
