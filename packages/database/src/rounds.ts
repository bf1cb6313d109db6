import type { AuthorityId, RoundId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { Round } from '@rollcall/domain/round'
import type { Insertable, Updateable } from 'kysely'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'
import type { RoundsTable } from './tables/rounds.ts'

export async function insertRound(trx: Trx, round: Insertable<RoundsTable>): Promise<void> {
  await trx.insertInto('rounds').values(round).execute()
}

/** Reads a round and holds it until the transaction ends. For the office alone: it has the closing date. */
export const lockRound = (trx: Trx, id: RoundId): Promise<Round> =>
  trx
    .selectFrom('rounds')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'round' }))

/** Changes a round that is held, and counts its revision up. */
export async function updateRound(trx: Trx, id: RoundId, change: Updateable<RoundsTable>): Promise<void> {
  await trx
    .updateTable('rounds')
    .set((eb) => ({ ...change, revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** The round a new one is compared with unless somebody chooses: the latest before it that was issued. */
export const findRoundBefore = (
  trx: Trx,
  { collectionId, referenceOn }: Pick<Round, 'collectionId' | 'referenceOn'>,
) =>
  trx
    .selectFrom('rounds')
    .select('id')
    .where('collectionId', '=', collectionId)
    .where('referenceOn', '<', referenceOn)
    .where('state', '<>', 'draft')
    .orderBy('referenceOn', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()

export const findRound = (trx: Trx, id: RoundId) =>
  trx
    .selectFrom('rounds')
    .select(['collectionId', 'referenceOn', 'state'])
    .where('id', '=', id)
    .executeTakeFirst()

/** Who is to be asked, in place of those chosen before. */
export async function replaceRoundAuthorities(
  trx: Trx,
  roundId: RoundId,
  authorityIds: readonly AuthorityId[],
): Promise<void> {
  await trx.deleteFrom('roundAuthorities').where('roundId', '=', roundId).execute()
  for (const ids of batches(authorityIds)) {
    await trx
      .insertInto('roundAuthorities')
      .values(ids.map((authorityId) => ({ roundId, authorityId })))
      .execute()
  }
}

/** Those chosen to be asked, by id and code, in the order of ids. */
export const listRoundAuthorities = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('roundAuthorities')
    .innerJoin('authorities', 'authorities.id', 'roundAuthorities.authorityId')
    .select(['authorities.id', 'authorities.code'])
    .where('roundId', '=', roundId)
    .orderBy('authorities.id')
    .execute()
