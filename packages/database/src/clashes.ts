import type { Clash } from '@rollcall/domain/clash'
import type { RoundId } from '@rollcall/domain/ids'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'

/** Pairs of authorities whose returns in the figures each claim what looks like the same child, and how many such children. */
export async function listClashes(trx: Trx, roundId: RoundId): Promise<Clash[]> {
  const pairs = await trx
    .with('claimedTwice', (db) =>
      db
        .selectFrom('fingerprints')
        .select('mark')
        .where('roundId', '=', roundId)
        .groupBy('mark')
        .having(({ fn }) => fn.countAll(), '>', 1),
    )
    .with('claims', (db) =>
      db
        .selectFrom('fingerprints')
        .innerJoin('claimedTwice', 'claimedTwice.mark', 'fingerprints.mark')
        .innerJoin('authorities', 'authorities.id', 'fingerprints.authorityId')
        .select(['fingerprints.mark', 'authorities.code'])
        .where('fingerprints.roundId', '=', roundId),
    )
    .selectFrom('claims as one')
    .innerJoin('claims as other', (join) =>
      join.onRef('one.mark', '=', 'other.mark').onRef('one.code', '<', 'other.code'),
    )
    .select(['one.code as first', 'other.code as second', sql<number>`count(*)::int`.as('children')])
    .groupBy(['one.code', 'other.code'])
    .orderBy('one.code')
    .orderBy('other.code')
    .execute()
  return pairs.map(({ first, second, children }) => ({ authorities: [first, second], children }))
}

/** How many children of the authorities that are in both rounds are in both, as far as their marks tell. */
export async function countChildrenInBoth(trx: Trx, roundId: RoundId, lastRoundId: RoundId): Promise<number> {
  const { children } = await trx
    .selectFrom('fingerprints as now')
    .select(sql<number>`count(distinct now.mark)::int`.as('children'))
    .where('now.roundId', '=', roundId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('fingerprints as before')
          .innerJoin('contributions', (join) =>
            join
              .onRef('contributions.authorityId', '=', 'before.authorityId')
              .on('contributions.roundId', '=', roundId),
          )
          .select('before.mark')
          .whereRef('before.mark', '=', 'now.mark')
          .where('before.roundId', '=', lastRoundId),
      ),
    )
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('contributions')
          .select('contributions.submissionId')
          .whereRef('contributions.authorityId', '=', 'now.authorityId')
          .where('contributions.roundId', '=', lastRoundId),
      ),
    )
    .executeTakeFirstOrThrow()
  return children
}
