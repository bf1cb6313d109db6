import type { Contribution } from '@rollcall/domain/contribution'
import type { DataRequestId, RoundId, SubmissionId } from '@rollcall/domain/ids'
import { type Insertable, sql } from 'kysely'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'
import type { ContributionsTable, FingerprintsTable } from './tables/figures.ts'

interface NewContribution extends Omit<Insertable<ContributionsTable>, 'body' | 'codeVersion'> {
  readonly body: Contribution
}

/** Puts a return into the figures, in place of what its authority had there, with the marks of its children. */
export async function replaceContribution(
  trx: Trx,
  { body, ...contribution }: NewContribution,
  marks: readonly Buffer[],
): Promise<void> {
  const { dataRequestId, submissionId, authorityId, roundId } = contribution
  const before = await findContributed(trx, dataRequestId)
  if (before) await deleteContribution(trx, { dataRequestId, submissionId: before })
  await trx
    .insertInto('contributions')
    .values(({ selectFrom }) => ({
      ...contribution,
      body: JSON.stringify(body),
      // It was counted when it was checked.
      codeVersion: selectFrom('submissions')
        .select('codeVersion')
        .where('id', '=', submissionId)
        .$asScalar()
        .$notNull(),
    }))
    .execute()
  const fingerprints = marks.map((mark): FingerprintsTable => ({ submissionId, authorityId, roundId, mark }))
  for (const batch of batches(fingerprints)) {
    // A child that is twice in one return is one child.
    await trx
      .insertInto('fingerprints')
      .values(batch)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** The version of a return that is in the figures. */
export async function findContributed(
  trx: Trx,
  dataRequestId: DataRequestId,
): Promise<SubmissionId | undefined> {
  const found = await trx
    .selectFrom('contributions')
    .select('submissionId')
    .where('dataRequestId', '=', dataRequestId)
    .executeTakeFirst()
  return found?.submissionId
}

/** Takes a version that was accepted out of the figures: its contribution, and the marks of its children. */
export async function deleteContribution(
  trx: Trx,
  { dataRequestId, submissionId }: { dataRequestId: DataRequestId; submissionId: SubmissionId },
): Promise<void> {
  await trx.deleteFrom('contributions').where('dataRequestId', '=', dataRequestId).execute()
  await trx.deleteFrom('fingerprints').where('submissionId', '=', submissionId).execute()
}

/**
 * The returns in a round's figures, in the order of their authorities' codes. What a version contributes never changes, so of those
 * that are `known` already it is left out.
 */
export const listContributed = (trx: Trx, roundId: RoundId, known: readonly SubmissionId[]) =>
  trx
    .selectFrom('contributions')
    .innerJoin('authorities', 'authorities.id', 'contributions.authorityId')
    .innerJoin('submissions', 'submissions.id', 'contributions.submissionId')
    .select([
      'authorities.code',
      'authorities.name',
      'contributions.dataRequestId',
      'contributions.submissionId',
      'contributions.sha256',
      'contributions.lastSha256',
      'contributions.codeVersion',
      'submissions.version',
      'submissions.kind',
    ])
    .select(
      sql<Contribution | null>`case when contributions.submission_id = any(${known}::uuid[]) then null
        else contributions.body end`.as('contribution'),
    )
    .where('contributions.roundId', '=', roundId)
    .orderBy('authorities.code')
    .execute()
