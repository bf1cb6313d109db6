import type { MessageId } from '@rollcall/domain/ids'
import type { AttemptBecame } from '@rollcall/domain/message'
import type { ExpressionBuilder, Updateable } from 'kysely'
import type { Trx } from './connect.ts'
import { type Message, notSettled } from './messages.ts'
import type { Schema } from './schema.ts'
import type { MessagesTable } from './tables/messages.ts'

type Change = Updateable<MessagesTable>

/** One attempt to send a message: a later one has another moment. */
type Attempt = Pick<Message, 'id' | 'begunAt'>

interface Became {
  readonly became: AttemptBecame
  readonly at: Date
  /** What was said of it, in a code. */
  readonly said?: string | null
}

/** Whether nobody has said yet what became of an attempt, or only what was to be gathered without hearing of it. */
const mayBeTold = (eb: ExpressionBuilder<Schema, 'messageAttempts'>) =>
  eb.or([eb('became', 'is', null), eb('became', 'in', ['not known', 'not taken'])])

/** Keeps that a message is begun to be handed over, with what that changes in the message. */
export async function beginAttempt(
  trx: Trx,
  id: MessageId,
  change: Change & { readonly attempts: number; readonly begunAt: Date; readonly provider: string },
): Promise<void> {
  const { attempts: number, begunAt, provider } = change
  await trx
    .with('attempt', (db) =>
      db.insertInto('messageAttempts').values({ messageId: id, number, begunAt, provider }),
    )
    .updateTable('messages')
    .set(change)
    .where('id', '=', id)
    .execute()
}

/**
 * Keeps what became of an attempt, and changes the message by it. Where somebody has said meanwhile what became of the message, or it was
 * begun anew, the message is left as it is and the answer is no.
 */
export async function settleAttempt(
  trx: Trx,
  { id, begunAt }: Attempt,
  change: Change,
  { became, at: becameAt, said }: Became,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .with('attempt', (db) =>
      db
        .updateTable('messageAttempts')
        .set({ became, becameAt, ...(said !== undefined && { said }) })
        .where('messageId', '=', id)
        .where('begunAt', '=', begunAt)
        .where(mayBeTold),
    )
    .updateTable('messages')
    .set(change)
    .where('id', '=', id)
    .where('state', 'in', notSettled)
    .where('begunAt', '=', begunAt)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Keeps what became of an attempt, and leaves the message as it is. */
export async function noteAttempt(
  trx: Trx,
  { id, begunAt }: Attempt,
  { became, at: becameAt, said = null }: Became,
): Promise<void> {
  await trx
    .updateTable('messageAttempts')
    .set({ became, becameAt, said })
    .where('messageId', '=', id)
    .where('begunAt', '=', begunAt)
    .where(mayBeTold)
    .execute()
}

/** Keeps that whoever was last handed a message had taken it, where that was not known before. */
export async function noteTaken(
  trx: Trx,
  { id, attempts }: Pick<Message, 'id' | 'attempts'>,
  becameAt: Date,
): Promise<void> {
  await trx
    .updateTable('messageAttempts')
    .set({ became: 'taken', becameAt, said: null })
    .where('messageId', '=', id)
    .where('number', '=', attempts)
    .where(mayBeTold)
    .execute()
}

/** How often a message was tried. That nobody could be reached who carries mail is no try of it. */
export async function countTries(trx: Trx, messageId: MessageId): Promise<number> {
  const { count } = await trx
    .selectFrom('messageAttempts')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('messageId', '=', messageId)
    .where('became', 'is distinct from', 'away')
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Keeps that a message could not be written, with what that changes in it, unless somebody else has tried it meanwhile. */
export async function putOffMessage(
  trx: Trx,
  { id, attempts }: Pick<Message, 'id' | 'attempts'>,
  change: Change,
  now: Date,
): Promise<void> {
  await trx
    .with('putOff', (db) =>
      db
        .updateTable('messages')
        .set({ ...change, attempts: attempts + 1 })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .where('attempts', '=', attempts)
        .returning(['id', 'messages.attempts as number']),
    )
    .insertInto('messageAttempts')
    .columns(['messageId', 'number', 'begunAt', 'became', 'becameAt'])
    .expression(({ selectFrom, val, cast }) =>
      selectFrom('putOff').select((eb) => [
        eb.ref('putOff.id').as('messageId'),
        eb.ref('putOff.number').as('number'),
        cast<Date>(val(now), 'timestamptz').as('begunAt'),
        eb.val('not written').as('became'),
        cast<Date>(val(now), 'timestamptz').as('becameAt'),
      ]),
    )
    .execute()
}

/** Each attempt to hand a message over, the first one first. */
export const listAttempts = (trx: Trx, messageId: MessageId) =>
  trx
    .selectFrom('messageAttempts')
    .select(['number', 'begunAt', 'provider', 'became', 'becameAt', 'said'])
    .where('messageId', '=', messageId)
    .orderBy('number')
    .execute()
