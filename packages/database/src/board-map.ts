import type { RoundId } from '@rollcall/domain/ids'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'

/** The local authorities with these codes, by region and name: how far each is in a round, and null where it was not asked. */
export const listPlaced = (trx: Trx, roundId: RoundId, codes: readonly string[]) =>
  trx
    .selectFrom('authorities')
    .leftJoin('dataRequests', (join) =>
      join.onRef('dataRequests.authorityId', '=', 'authorities.id').on('dataRequests.roundId', '=', roundId),
    )
    .select(['authorities.code', 'authorities.name', 'authorities.region'])
    .select(['dataRequests.id as dataRequestId', 'dataRequests.state', 'dataRequests.dueOn'])
    .where('authorities.kind', '=', 'local-authority')
    .where('authorities.code', '=', sql<string>`any(${codes}::text[])`)
    .orderBy('authorities.region')
    .orderBy('authorities.name')
    .execute()

/** The first of those asked in a round that are no local authority with one of these codes. */
export const listUnplaced = (trx: Trx, roundId: RoundId, codes: readonly string[], limit: number) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .select(['authorities.code', 'authorities.name', 'authorities.region'])
    .select(['dataRequests.id as dataRequestId', 'dataRequests.state', 'dataRequests.dueOn'])
    .where('dataRequests.roundId', '=', roundId)
    .where((eb) =>
      eb.or([
        eb('authorities.kind', '<>', 'local-authority'),
        eb('authorities.code', '<>', sql<string>`all(${codes}::text[])`),
      ]),
    )
    .orderBy('authorities.name')
    .limit(limit)
    .execute()
