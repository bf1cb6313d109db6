import type { MessageId, PersonId } from '@rollcall/domain/ids'
import { firstStep } from '@rollcall/domain/message-acts'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'
import type { Message, NewMessage } from './messages.ts'

/** A message and all that were the same one sent again. */
export const listSameMessages = (
  trx: Trx,
  { personId, kind, step }: Pick<Message, 'personId' | 'kind' | 'step'>,
) =>
  trx
    .selectFrom('messages')
    .select(['id', 'state'])
    .where('personId', '=', personId)
    .where('kind', '=', kind)
    .where(sql<boolean>`(step = ${firstStep(step)} or starts_with(step, ${`${firstStep(step)} again `}))`)
    .execute()

/** Keeps a message once more, to the same person and about the same, and says what it is called. */
export async function insertResend(
  trx: Trx,
  { id: resends, ...message }: Message,
  again: Pick<NewMessage, 'step' | 'sendAfter'> & { readonly askedBy: PersonId },
): Promise<MessageId> {
  const { kind, personId, writtenAs, coversFor, authorityId, roundId, dataRequestId, aboutId } = message
  const { id } = await trx
    .insertInto('messages')
    .values({
      ...{ kind, personId, writtenAs, coversFor, authorityId, roundId, dataRequestId, aboutId },
      ...{ resends, ...again },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
