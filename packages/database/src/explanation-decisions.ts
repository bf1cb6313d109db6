import type { DataQueryId, DataRequestId } from '@rollcall/domain/ids'
import { type Insertable, sql } from 'kysely'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'
import type { ExplanationDecisionsTable } from './tables/work-on-returns.ts'

export async function insertExplanationDecisions(
  trx: Trx,
  decisions: readonly Insertable<ExplanationDecisionsTable>[],
): Promise<void> {
  for (const lot of batches(decisions)) await trx.insertInto('explanationDecisions').values(lot).execute()
}

/** The last decision on each explanation of a return, where there is one. */
export const lastDecisions = (trx: Trx, dataRequestId: DataRequestId) =>
  trx
    .selectFrom('explanationDecisions')
    .distinctOn('explanationDecisions.explanationId')
    .select(['explanationId', 'decision', 'dataQueryId', 'decidedBy', 'decidedAt'])
    .where('dataRequestId', '=', dataRequestId)
    .orderBy('explanationId')
    .orderBy('id', 'desc')

/** The explanations whose last decision came with this data query. */
export const listDecidedWith = (trx: Trx, dataRequestId: DataRequestId, dataQueryId: DataQueryId) =>
  trx
    .selectFrom(lastDecisions(trx, dataRequestId).as('last'))
    .select(['last.explanationId', 'last.decision'])
    .where('last.dataQueryId', '=', dataQueryId)
    .execute()

/** Whether the office refuses a reason that was given for this return, and it was not given anew since. */
export async function hasRefusalIn(trx: Trx, dataRequestId: DataRequestId): Promise<boolean> {
  const found = await trx
    .selectFrom(lastDecisions(trx, dataRequestId).as('last'))
    .innerJoin('explanations as given', 'given.id', 'last.explanationId')
    .select('last.explanationId')
    .where('last.decision', '=', 'refused')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('explanations as anew')
            .select('anew.id')
            .whereRef('anew.dataRequestId', '=', 'given.dataRequestId')
            .whereRef('anew.rule', '=', 'given.rule')
            .whereRef('anew.subjectMark', '=', 'given.subjectMark')
            .whereRef('anew.valueMark', '=', 'given.valueMark')
            .where(sql<boolean>`(anew.given_at, anew.id) > (given.given_at, given.id)`),
        ),
      ),
    )
    .executeTakeFirst()
  return found !== undefined
}
