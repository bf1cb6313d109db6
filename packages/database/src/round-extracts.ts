import type { RoundExtractId, RoundId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Trx } from './connect.ts'
import type { RoundExtractsTable } from './tables/work-on-returns.ts'

/** Keeps what was asked for, and gives its id. */
export async function insertRoundExtract(
  trx: Trx,
  {
    columns,
    ...extract
  }: Omit<Insertable<RoundExtractsTable>, 'columns'> & { readonly columns: readonly string[] },
): Promise<RoundExtractId> {
  const { id } = await trx
    .insertInto('roundExtracts')
    .values({ ...extract, columns: JSON.stringify(columns) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateRoundExtract(
  trx: Trx,
  id: RoundExtractId,
  change: Updateable<RoundExtractsTable>,
): Promise<void> {
  await trx.updateTable('roundExtracts').set(change).where('id', '=', id).execute()
}

/** Takes away why rows of a round were asked for and refused, once nothing that was written in that round can be read any more. */
export async function destroyExtractReasons(trx: Trx, roundId: RoundId): Promise<void> {
  await sql`
    update round_extracts set reason_sealed = null, decision_sealed = null
    where round_id = ${roundId} and not exists (
      select from data_keys join data_requests on data_requests.id = data_keys.data_request_id
      where data_requests.round_id = ${roundId} and submission_id is null and wrapped is not null)`.execute(
    trx,
  )
}

/** One extract, held until the transaction ends, so that two people cannot decide on it at once. */
export const lockRoundExtract = (trx: Trx, id: RoundExtractId) =>
  trx
    .selectFrom('roundExtracts')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'extract' }))

/** One extract, with the names of whoever asked and decided. */
export const getRoundExtract = (trx: Trx, id: RoundExtractId) =>
  roundExtracts(trx)
    .where('roundExtracts.id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'extract' }))

/** The extracts of a round, newest first. */
export const listRoundExtracts = (trx: Trx, roundId: RoundId) =>
  roundExtracts(trx)
    .where('roundExtracts.roundId', '=', roundId)
    .orderBy('roundExtracts.id', 'desc')
    .execute()

/** How often an extract was downloaded, and when last. */
export const findDownloads = (trx: Trx, id: RoundExtractId) =>
  trx
    .selectFrom('rowExtracts')
    .select(({ fn }) => [
      fn.count<number>('takenAt').distinct().as('downloads'),
      fn.max('takenAt').as('lastAt'),
    ])
    .where('roundExtractId', '=', id)
    .executeTakeFirstOrThrow()

/** The returns whose rows an extract has: those in the figures of its round, by the codes of their authorities. */
export const listReturnsToExtract = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('contributions')
    .innerJoin('authorities', 'authorities.id', 'contributions.authorityId')
    .innerJoin('submissions', 'submissions.id', 'contributions.submissionId')
    .innerJoin('dataKeys', 'dataKeys.submissionId', 'submissions.id')
    .select([
      'contributions.dataRequestId',
      'contributions.roundId',
      'contributions.authorityId',
      'contributions.submissionId',
      'submissions.version',
      'authorities.code',
      'authorities.name',
    ])
    .where('contributions.roundId', '=', roundId)
    // Of one that was destroyed there are no rows any more.
    .where('dataKeys.wrapped', 'is not', null)
    .orderBy('authorities.code')
    .execute()

const roundExtracts = (trx: Trx) =>
  trx
    .selectFrom('roundExtracts')
    .innerJoin('rounds', 'rounds.id', 'roundExtracts.roundId')
    .leftJoin('people as asker', 'asker.id', 'roundExtracts.askedBy')
    .leftJoin('people as decider', 'decider.id', 'roundExtracts.decidedBy')
    .leftJoin('people as ender', 'ender.id', 'roundExtracts.endedBy')
    .selectAll('roundExtracts')
    .select([
      'rounds.title as roundTitle',
      'rounds.state as roundState',
      'asker.name as askedByName',
      'decider.name as decidedByName',
      'ender.name as endedByName',
    ])
