import type { AnnouncementId, PersonId, RoundId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { Insertable } from 'kysely'
import type { Trx } from './connect.ts'
import type { AnnouncementsTable } from './tables/announcements.ts'

export async function insertAnnouncement(
  trx: Trx,
  announcement: Insertable<AnnouncementsTable>,
): Promise<void> {
  await trx.insertInto('announcements').values(announcement).execute()
}

/** What is announced of a round and was not withdrawn. */
export const findAnnouncement = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('announcements')
    .select(['id', 'publishedOn', 'address'])
    .where('roundId', '=', roundId)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()

/** All that was announced of a round: what holds, then the latest to be withdrawn, with who did it as far as the viewer may know. */
export const listAnnouncements = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('announcements')
    .leftJoin('people as announcers', 'announcers.id', 'announcedBy')
    .leftJoin('people as withdrawers', 'withdrawers.id', 'withdrawnBy')
    .select(['announcements.id', 'publishedOn', 'address', 'announcedAt', 'withdrawnAt', 'withdrawnBecause'])
    .select(['announcers.name as announcedByName', 'withdrawers.name as withdrawnByName'])
    .where('roundId', '=', roundId)
    // At most one was not withdrawn.
    .orderBy('withdrawnAt', (order) => order.desc().nullsFirst())
    .execute()

export type ShownAnnouncement = Awaited<ReturnType<typeof listAnnouncements>>[number]

/** An announcement that was not withdrawn, held until the transaction ends, or a Problem. */
export const lockAnnouncement = (trx: Trx, id: AnnouncementId) =>
  trx
    .selectFrom('announcements')
    .select(['id', 'roundId'])
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'announcement' }))

/** An announcement, withdrawn or not. */
export const getAnnouncement = (trx: Trx, id: AnnouncementId) =>
  trx
    .selectFrom('announcements')
    .select(['id', 'roundId', 'publishedOn', 'withdrawnAt'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'announcement' }))

export async function withdrawAnnouncement(
  trx: Trx,
  id: AnnouncementId,
  change: {
    readonly withdrawnBy: PersonId
    readonly withdrawnAt: Date
    readonly withdrawnBecause: string
  },
): Promise<void> {
  await trx.updateTable('announcements').set(change).where('id', '=', id).execute()
}
