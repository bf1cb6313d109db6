import type { DataRequestId } from '@rollcall/domain/ids'
import type { Insertable } from 'kysely'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'
import { lastDecisions } from './explanation-decisions.ts'
import type { ExplanationsTable } from './tables/work-on-returns.ts'

export type NewExplanation = Insertable<ExplanationsTable>

export async function insertExplanations(trx: Trx, explanations: readonly NewExplanation[]): Promise<void> {
  for (const lot of batches(explanations)) await trx.insertInto('explanations').values(lot).execute()
}

/** Every explanation given on a return, on whichever version, in the order they were given, each with what the office last decided on it. */
export const listExplanations = (trx: Trx, dataRequestId: DataRequestId) =>
  trx
    .selectFrom('explanations')
    .innerJoin('submissions', 'submissions.id', 'explanations.submissionId')
    .leftJoin('people', 'people.id', 'explanations.givenBy')
    .leftJoin(lastDecisions(trx, dataRequestId).as('last'), 'last.explanationId', 'explanations.id')
    .leftJoin('people as deciders', 'deciders.id', 'last.decidedBy')
    .selectAll('explanations')
    .select(['submissions.version', 'people.name as givenByName'])
    .select(['last.decision', 'last.dataQueryId', 'last.decidedAt', 'deciders.name as decidedByName'])
    .where('explanations.dataRequestId', '=', dataRequestId)
    .orderBy('explanations.givenAt')
    .orderBy('explanations.id')
    .execute()

export type StoredExplanation = Awaited<ReturnType<typeof listExplanations>>[number]
