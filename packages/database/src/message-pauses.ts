import type { PersonId, RoundId } from '@rollcall/domain/ids'
import { messageProblems } from '@rollcall/domain/message-acts'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'

interface NewPause {
  /** Null: all messages. */
  readonly roundId: RoundId | null
  readonly reason: string
  readonly pausedBy: PersonId
  readonly pausedAt: Date
}

/** Keeps that messages of a round, or all, are not sent; a Problem where they were not before. */
export async function insertPause(trx: Trx, pause: NewPause): Promise<void> {
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('messagePauses')
    .values(pause)
    .onConflict((conflict) => conflict.column('roundId').where('resumedAt', 'is', null).doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) throw messageProblems.pausedBefore()
}

/** Ends a pause; a Problem where there is none. */
export async function endPause(
  trx: Trx,
  roundId: RoundId | null,
  resumed: { readonly resumedBy: PersonId; readonly resumedAt: Date },
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('messagePauses')
    .set(resumed)
    .where('resumedAt', 'is', null)
    .where('roundId', 'is not distinct from', roundId)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw messageProblems.notPaused()
}

/** What is paused now, and by whom: all messages first, then rounds. */
export const listPauses = (trx: Trx) =>
  trx
    .selectFrom('messagePauses')
    .innerJoin('people', 'people.id', 'messagePauses.pausedBy')
    .leftJoin('rounds', 'rounds.id', 'messagePauses.roundId')
    .select([
      'messagePauses.roundId',
      'rounds.title as round',
      'messagePauses.reason',
      'messagePauses.pausedAt',
    ])
    .select('people.name as pausedBy')
    .where('resumedAt', 'is', null)
    .orderBy(sql`message_pauses.round_id is not null`)
    .orderBy('pausedAt')
    .execute()

/** What holds the messages of a round back, or those of none: a pause of all, and one of its own. */
export const listPausesOf = async (trx: Trx, of: RoundId | null): Promise<Pause[]> =>
  (await listPauses(trx)).filter(({ roundId }) => roundId === null || roundId === of)

export type Pause = Awaited<ReturnType<typeof listPauses>>[number]

/**
 * Whether the message that is `messages` of the query is in no pause. What is paused is found once, however many messages wait in a pause
 * before the first that may go.
 */
export const isNotPaused = sql<boolean>`(
  not exists (select from message_pauses where resumed_at is null and message_pauses.round_id is null)
  and (messages.round_id is null or messages.round_id <> all(array(
    select message_pauses.round_id from message_pauses where resumed_at is null and message_pauses.round_id is not null))))`
