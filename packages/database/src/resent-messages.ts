import type { MessageId, PersonId } from '@rollcall/domain/ids'
import { firstStep } from '@rollcall/domain/message-acts'
import { messageKind } from '@rollcall/domain/message-kinds'
import { sql } from 'kysely'
import { hasBrokenAddress } from './broken-addresses.ts'
import type { Trx } from './connect.ts'
import type { Message, NewMessage } from './messages.ts'
import { mayHaveArrived } from './told-before.ts'

/** A message and all that were the same one sent again. */
export const listSameMessages = (
  trx: Trx,
  { personId, kind, step }: Pick<Message, 'personId' | 'kind' | 'step'>,
) =>
  trx
    .selectFrom('messages')
    .select(['id', 'state', 'why'])
    .where('personId', '=', personId)
    .where('kind', '=', kind)
    .where(isSameStep(step))
    .execute()

/**
 * To whom else a message about a data request went, may have gone or is to go, and as whom. Of a kind of which one says all, to whom
 * it was written, and who has that or a later one. Nothing is to go to an address that is known not to work.
 */
export async function listOthersWithSame(
  trx: Trx,
  { personId, kind, step, dataRequestId }: Pick<Message, 'personId' | 'kind' | 'step' | 'dataRequestId'>,
) {
  const { saysAll } = messageKind(kind)
  return await trx
    .selectFrom('messages')
    .innerJoin('people', 'people.id', 'messages.personId')
    .select(['personId', 'writtenAs'])
    .where('dataRequestId', '=', dataRequestId)
    .where('personId', '<>', personId)
    .where('kind', '=', kind)
    .where(isSameStep(step))
    .where((eb) =>
      eb.or([
        eb('state', 'in', mayHaveArrived),
        eb.and([
          eb.not(hasBrokenAddress),
          eb.or([eb('state', '=', 'waiting'), eb.and([eb.lit(saysAll === true), hasLaterOne])]),
        ]),
      ]),
    )
    .execute()
}

/** Whether another of the kind was written to the same person about the same since the message that is `messages` of the query. */
const hasLaterOne = sql<boolean>`exists (select from messages as later
  where later.data_request_id = messages.data_request_id and later.person_id = messages.person_id
  and later.kind = messages.kind and later.id > messages.id
  and later.state in (${sql.join(['waiting', ...mayHaveArrived])}))`

/** Whether a message is of the same step, whichever time it is sent. */
const isSameStep = (step: string) =>
  sql<boolean>`(step = ${firstStep(step)} or starts_with(step, ${`${firstStep(step)} again `}))`

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
