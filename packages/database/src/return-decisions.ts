import type { DataRequestId } from '@rollcall/domain/ids'
import type { Insertable } from 'kysely'
import type { Trx } from './connect.ts'
import type { ReturnDecisionsTable } from './tables/work-on-returns.ts'

export async function insertReturnDecision(
  trx: Trx,
  decision: Insertable<ReturnDecisionsTable>,
): Promise<void> {
  await trx.insertInto('returnDecisions').values(decision).execute()
}

/** What was decided about a return, oldest first. Reasons are sealed under the request's own key. */
export const listReturnDecisions = (trx: Trx, dataRequestId: DataRequestId) =>
  trx
    .selectFrom('returnDecisions')
    .leftJoin('people', 'people.id', 'returnDecisions.decidedBy')
    .select([
      'returnDecisions.id',
      'returnDecisions.submissionId',
      'returnDecisions.decision',
      'returnDecisions.reasonSealed',
      'returnDecisions.decidedBy',
      'people.name as decidedByName',
      'returnDecisions.decidedAt',
      'returnDecisions.stateBefore',
      'returnDecisions.acceptedBefore',
      'returnDecisions.takesBack',
    ])
    .where('dataRequestId', '=', dataRequestId)
    .orderBy('returnDecisions.id')
    .execute()
