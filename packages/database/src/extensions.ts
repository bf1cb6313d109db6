import type { DataRequestId, ExtensionId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { Insertable, Updateable } from 'kysely'
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
  trx
    .selectFrom('extensions')
    .leftJoin('people as asker', 'asker.id', 'extensions.askedBy')
    .select(['extensions.id', 'dataRequestId', 'state', 'askedUntil', 'askedAt', 'askedSealed'])
    .select(['until', 'decidedAt', 'decisionSealed', 'asker.name as askedBy'])
    .where('dataRequestId', '=', dataRequestId)
    .orderBy('extensions.askedAt')
    .orderBy('extensions.decidedAt')
    .execute()
