import type { RehearsalId, RoundId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { Insertable, Updateable } from 'kysely'
import type { Trx } from './connect.ts'
import type { RehearsalsTable } from './tables/rehearsals.ts'

export async function insertRehearsal(trx: Trx, rehearsal: Insertable<RehearsalsTable>): Promise<void> {
  await trx.insertInto('rehearsals').values(rehearsal).execute()
}

export async function updateRehearsal(
  trx: Trx,
  id: RehearsalId,
  change: Updateable<RehearsalsTable>,
): Promise<void> {
  await trx.updateTable('rehearsals').set(change).where('id', '=', id).execute()
}

/** Reads a rehearsal and holds it until the transaction ends. */
export const lockRehearsal = (trx: Trx, id: RehearsalId) =>
  trx
    .selectFrom('rehearsals')
    .select(['id', 'roundId', 'authorities', 'mistakes', 'state'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'rehearsal' }))

/** A rehearsal of this round that has not ended. */
export const findWaitingRehearsal = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('rehearsals')
    .select('id')
    .where('roundId', '=', roundId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()

/** The rehearsals of a round, the newest first: few, as each takes somebody to ask for it. */
export const listRehearsals = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('rehearsals')
    .innerJoin('people', 'people.id', 'rehearsals.askedBy')
    .select(['rehearsals.id', 'authorities', 'mistakes', 'state', 'askedAt', 'finishedAt', 'results'])
    .select('people.name as askedByName')
    .where('roundId', '=', roundId)
    .orderBy('askedAt', 'desc')
    .orderBy('rehearsals.id', 'desc')
    .limit(50)
    .execute()
