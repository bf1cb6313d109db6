import type { BrokenAddressId, MessageId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { batches } from './batches.ts'
import { hasBrokenAddress } from './broken-addresses.ts'
import type { Trx } from './connect.ts'
import { isNotPaused } from './message-pauses.ts'
import type { BrokenAddressesTable, MessagesTable } from './tables/messages.ts'

export type Message = Selectable<MessagesTable>

/** A message to be sent. Its kind, step and person make it this one: a second is never kept. */
export type NewMessage = Pick<Message, 'kind' | 'step' | 'personId' | 'writtenAs' | 'sendAfter'> &
  Partial<
    Pick<
      Message,
      'coversFor' | 'authorityId' | 'roundId' | 'dataRequestId' | 'aboutId' | 'resends' | 'askedBy'
    >
  >

/** Keeps messages to be sent, but for those that were kept before; says how many are new. */
export async function insertMessages(trx: Trx, messages: readonly NewMessage[]): Promise<number> {
  let count = 0
  for (const batch of batches(messages)) {
    const { numInsertedOrUpdatedRows = 0n } = await trx
      .insertInto('messages')
      .values(batch)
      .onConflict((conflict) => conflict.columns(['personId', 'kind', 'step']).doNothing())
      .executeTakeFirstOrThrow()
    count += Number(numInsertedOrUpdatedRows)
  }
  return count
}

/**
 * The message that has waited longest of those that may be sent now, held until the transaction ends, with whom it is to, and whether
 * what was sent there has come back.
 */
export const claimMessage = (trx: Trx, now: Date) =>
  trx
    .selectFrom('messages')
    .innerJoin('people', 'people.id', 'messages.personId')
    .select(['messages.id', 'kind', 'step', 'personId', 'writtenAs', 'coversFor'])
    .select(['authorityId', 'roundId', 'dataRequestId', 'aboutId', 'resends'])
    .select(['sendAfter', 'attempts', 'people.name', 'people.email', hasBrokenAddress.as('isBroken')])
    // As Postgres reads it, which so sees that the index of what waits has them all.
    .where('state', '=', sql.lit('waiting'))
    .where('sendAfter', '<=', now)
    .where(isNotPaused)
    .orderBy('sendAfter')
    .orderBy('messages.id')
    .limit(1)
    .forNoKeyUpdate('messages')
    .skipLocked()
    .executeTakeFirst()

export type ClaimedMessage = NonNullable<Awaited<ReturnType<typeof claimMessage>>>

/** Whether one more may be begun now: no more than so many a minute, however many workers ask. Others who ask wait for this one to commit. */
export async function mayBegin(trx: Trx, now: Date, perMinute: number): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('rollcall messages'))`.execute(trx)
  const { begun } = await trx
    .selectFrom('messages')
    .select(({ fn }) => fn.countAll<number>().as('begun'))
    .where('begunAt', '>', new Date(now.getTime() - 60_000))
    .executeTakeFirstOrThrow()
  return begun < perMinute
}

/** Messages that were begun before a moment and of which nobody said what became. */
export const listBegunBefore = (trx: Trx, before: Date, limit: number): Promise<Message[]> =>
  trx
    .selectFrom('messages')
    .selectAll()
    .where('state', '=', 'sending')
    .where('begunAt', '<', before)
    .orderBy('begunAt')
    .limit(limit)
    .execute()

/** A message, held until the transaction ends, or a Problem. */
export const lockMessage = (trx: Trx, id: MessageId): Promise<Message> =>
  trx
    .selectFrom('messages')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'message' }))

export async function updateMessage(
  trx: Trx,
  id: MessageId,
  change: Updateable<MessagesTable>,
): Promise<void> {
  await trx.updateTable('messages').set(change).where('id', '=', id).execute()
}

/** Whether nobody has said yet what became of an attempt; then the message is held until the transaction ends. */
export async function holdsAttempt(
  trx: Trx,
  { id, begunAt }: Pick<Message, 'id' | 'begunAt'>,
): Promise<boolean> {
  const held = await trx
    .selectFrom('messages')
    .select('id')
    .where('id', '=', id)
    .where('state', 'in', notSettled)
    .where('begunAt', '=', begunAt)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return held !== undefined
}

/** Begun, and nobody has said yet what became of it. */
export const notSettled = ['sending', 'unclear'] as const

/** Whether an address of a person was found not to work, and nobody has said since that it does. */
export async function isBroken(trx: Trx, { personId, address }: BrokenOf): Promise<boolean> {
  const found = await trx
    .selectFrom('brokenAddresses')
    .select('id')
    .where('personId', '=', personId)
    .where('address', '=', address)
    .where('clearedAt', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}

interface BrokenOf {
  readonly personId: Message['personId']
  readonly address: string
}

/** Keeps that an address does not work, and says what that is called; nothing where it is known already. */
export async function insertBrokenAddress(
  trx: Trx,
  broken: Insertable<BrokenAddressesTable>,
): Promise<BrokenAddressId | undefined> {
  const kept = await trx
    .insertInto('brokenAddresses')
    .values(broken)
    .onConflict((conflict) =>
      conflict.columns(['personId', 'address']).where('clearedAt', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return kept?.id
}
