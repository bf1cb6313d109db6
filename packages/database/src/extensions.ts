import type { DataRequestId, ExtensionId, RoundId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Trx } from './connect.ts'
import type { ExtensionsTable } from './tables/work-on-returns.ts'

export async function insertExtension(trx: Trx, extension: Insertable<ExtensionsTable>): Promise<void> {
  await trx.insertInto('extensions').values(extension).execute()
}

export const getExtension = (trx: Trx, id: ExtensionId) =>
  trx
    .selectFrom('extensions')
    .select(['id', 'dataRequestId', 'state', 'askedUntil'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'extension' }))

/** What an authority has asked for and nobody has decided yet. */
export const findAskedExtension = (trx: Trx, dataRequestId: DataRequestId) =>
  trx
    .selectFrom('extensions')
    .select(['id', 'dataRequestId', 'state', 'askedUntil'])
    .where('dataRequestId', '=', dataRequestId)
    .where('state', '=', 'asked')
    .executeTakeFirst()

export async function updateExtension(
  trx: Trx,
  id: ExtensionId,
  change: Updateable<ExtensionsTable>,
): Promise<void> {
  await trx.updateTable('extensions').set(change).where('id', '=', id).execute()
}

/** All of a request, oldest first, with what was written still sealed. */
export const listExtensions = (trx: Trx, dataRequestId: DataRequestId) =>
  shownExtensions(trx)
    .where('dataRequestId', '=', dataRequestId)
    .orderBy('extensions.askedAt')
    .orderBy('extensions.decidedAt')
    .execute()

/** Those of a round, or these of them, with whose each is: first what is to be decided, the longest asked for before the rest, then what was decided last. */
export const listRoundExtensions = (trx: Trx, roundId: RoundId, ids?: readonly ExtensionId[]) =>
  extensionsAndWhose(trx)
    .where('dataRequests.roundId', '=', roundId)
    .$if(ids !== undefined, (query) =>
      query.where((eb) => eb('extensions.id', '=', eb.fn.any(eb.val(ids ?? [])))),
    )
    .orderBy('extensions.decidedAt', (order) => order.desc().nullsFirst())
    .orderBy('extensions.askedAt')
    .orderBy('extensions.id')
    .execute()

/** A page of those that are decided, or that are not, in the same order. Whose each is, is read only for what stands on it. */
export async function cutRoundExtensions(
  trx: Trx,
  roundId: RoundId,
  { isDecided, limit, offset = 0 }: { isDecided: boolean; limit: number; offset?: number },
) {
  const onPage = await trx
    .selectFrom('extensions')
    .innerJoin('dataRequests', 'dataRequests.id', 'extensions.dataRequestId')
    .select('extensions.id')
    .where('dataRequests.roundId', '=', roundId)
    .where('extensions.state', isDecided ? '<>' : '=', 'asked')
    .orderBy('extensions.decidedAt', (order) => order.desc().nullsFirst())
    .orderBy('extensions.askedAt')
    .orderBy('extensions.id')
    .limit(limit)
    .offset(offset)
    .execute()
  return await listRoundExtensions(
    trx,
    roundId,
    onPage.map(({ id }) => id),
  )
}

/** How many of a round wait to be decided, and how many are. */
export const countRoundExtensions = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('extensions')
    .innerJoin('dataRequests', 'dataRequests.id', 'extensions.dataRequestId')
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('extensions.state', '=', 'asked').as('waiting'),
      fn.countAll<number>().filterWhere('extensions.state', '<>', 'asked').as('decided'),
    ])
    .where('dataRequests.roundId', '=', roundId)
    .executeTakeFirstOrThrow()

/** One with whose it is, or a Problem. */
export const getExtensionAndWhose = (trx: Trx, id: ExtensionId) =>
  extensionsAndWhose(trx)
    .where('extensions.id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'extension' }))

const shownExtensions = (trx: Trx) =>
  trx
    .selectFrom('extensions')
    .leftJoin('people as asker', 'asker.id', 'extensions.askedBy')
    .select(['extensions.id', 'dataRequestId', 'extensions.state', 'askedUntil', 'askedAt', 'askedSealed'])
    .select(['until', 'decidedAt', 'decisionSealed', 'asker.name as askedBy'])

/** Who of the office decided is for the office to know. */
const extensionsAndWhose = (trx: Trx) =>
  shownExtensions(trx)
    .innerJoin('dataRequests', 'dataRequests.id', 'extensions.dataRequestId')
    .innerJoin('authorities', 'authorities.id', 'extensions.authorityId')
    .leftJoin('people as decider', (join) =>
      join.onRef('decider.id', '=', 'extensions.decidedBy').on(sql<boolean>`viewer_is_office()`),
    )
    .select([
      'authorities.code as authorityCode',
      'authorities.name as authority',
      'decider.name as decidedBy',
    ])
    .select(['dataRequests.dueOn', 'dataRequests.state as requestState', 'dataRequests.roundId'])
