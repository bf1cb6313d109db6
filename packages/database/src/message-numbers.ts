import type { MessageState } from '@rollcall/domain/message'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'
import { isNotPaused } from './message-pauses.ts'

interface MessageNumbers {
  readonly counts: Readonly<Partial<Record<MessageState, number>>>
  /** For how long the message has been due that has waited longest; 0 where none is. What is paused is not due. */
  readonly oldestDueSeconds: number
  /** How many reports of messages came without the proof that the message carried. */
  readonly unprovenReports: number
}

/** How many messages there are in each state, and whether they go out. */
export async function messageNumbers(trx: Trx): Promise<MessageNumbers> {
  const states = await trx
    .selectFrom('messages')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  const { oldestDueSeconds } = await trx
    .selectFrom('messages')
    .select(
      sql<number>`coalesce(extract(epoch from now() - min(send_after)), 0)::float8`.as('oldestDueSeconds'),
    )
    .where('state', '=', 'waiting')
    .where('sendAfter', '<=', sql<Date>`now()`)
    .where(isNotPaused)
    .executeTakeFirstOrThrow()
  const { unprovenReports } = await trx
    .selectFrom('messages')
    .select(sql<number>`coalesce(sum(unproven_reports), 0)::float8`.as('unprovenReports'))
    .where('unprovenReports', '>', 0)
    .executeTakeFirstOrThrow()
  return {
    unprovenReports,
    counts: Object.fromEntries(states.map(({ state, count }) => [state, count])),
    oldestDueSeconds,
  }
}
