import type { DataRequestId } from '@rollcall/domain/ids'
import type { Insertable } from 'kysely'
import type { Trx } from './connect.ts'
import type { RowExtractsTable } from './tables/work-on-returns.ts'

export async function insertRowExtract(trx: Trx, extract: Insertable<RowExtractsTable>): Promise<void> {
  await trx.insertInto('rowExtracts').values(extract).execute()
}

/** Who of the office took rows of this return out to look at, when, and why, oldest first. Reasons are sealed under the request's own key. */
export const listRowExtracts = (trx: Trx, dataRequestId: DataRequestId) =>
  trx
    .selectFrom('rowExtracts')
    .leftJoin('people', 'people.id', 'rowExtracts.takenBy')
    .select([
      'rowExtracts.id',
      'rowExtracts.submissionId',
      'rowExtracts.reasonSealed',
      'rowExtracts.takenBy',
      'people.name as takenByName',
      'rowExtracts.takenAt',
    ])
    .where('dataRequestId', '=', dataRequestId)
    .orderBy('rowExtracts.id')
    .execute()
