import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { AuthorityId, RoundId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { Round } from '@rollcall/domain/round'
import type { ChosenBy } from '@rollcall/domain/who-is-asked'
import { type Insertable, sql, type Updateable } from 'kysely'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'
import type { RoundsTable } from './tables/rounds.ts'

export async function insertRound(trx: Trx, round: Insertable<RoundsTable>): Promise<void> {
  await trx.insertInto('rounds').values(round).execute()
}

interface HeldRound extends Round {
  readonly whoAsked: ChosenBy
}

/** Reads a round and holds it until the transaction ends. For the office alone: it has the closing date. */
export const lockRound = (trx: Trx, id: RoundId): Promise<HeldRound> =>
  trx
    .selectFrom('rounds')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
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

/** Postgres leaves out the closing date, and how those asked were chosen, where the viewer is not of the office. */
const shownRounds = (trx: Trx) =>
  trx
    .selectFrom('rounds')
    .select(['id', 'title', 'collectionId', 'collectionVersion', 'collectionHash', 'authoritiesHash'])
    .select(['referenceOn', 'lastRoundId', 'state', 'issueOn', 'dueOn', 'publishOn', 'contact', 'revision'])
    .select(['openedAt', 'approvedAt', 'issuedAt', 'closedAt', 'approvedBy', 'openedBy', 'changedBy'])
    .select('message')
    .select(sql<CalendarDate | null>`case when viewer_is_office() then closes_on end`.as('closesOn'))
    .select(sql<ChosenBy | null>`case when viewer_is_office() then who_asked end`.as('whoAsked'))

/** A round as this viewer may see it, or a Problem. */
export const getRound = (trx: Trx, id: RoundId) =>
  shownRounds(trx)
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'round' }))

/** What every round is called, the latest first. */
export const listRoundTitles = (trx: Trx) =>
  trx
    .selectFrom('rounds')
    .select(['id', 'title'])
    .orderBy('referenceOn', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
    .execute()

/** The rounds this viewer may see, the latest first, from the one after `after`. */
export const listRounds = (trx: Trx, { limit, after }: { limit: number; after?: RoundId | undefined }) =>
  shownRounds(trx)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(reference_on, id) < (select cursor.reference_on, cursor.id from rounds as cursor where cursor.id = ${after})`,
      ),
    )
    .orderBy('referenceOn', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** For the office alone: officers are not shown it. */
export async function getClosingDate(trx: Trx, id: RoundId): Promise<CalendarDate> {
  const { closesOn } = await trx
    .selectFrom('rounds')
    .select('closesOn')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return closesOn
}

/** Open rounds whose closing date is over. */
export const listRoundsToClose = (trx: Trx, today: CalendarDate) =>
  trx
    .selectFrom('rounds')
    .select('id as roundId')
    .where('state', '=', 'open')
    .where('closesOn', '<', today)
    .orderBy('closesOn')
    .execute()

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
    .select(['authorities.id', 'authorities.code', 'authorities.name'])
    .where('roundId', '=', roundId)
    .orderBy('authorities.id')
    .execute()
