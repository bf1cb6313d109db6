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

/** What one return contributes, and which version of it. */
export const findContribution = (trx: Trx, dataRequestId: DataRequestId) =>
  trx
    .selectFrom('contributions')
    .select(['submissionId', 'body'])
    .where('dataRequestId', '=', dataRequestId)
    .executeTakeFirst()

/**
 * Takes a version that was accepted out of the figures: its contribution, and the marks of its children. What it contributed is put by,
 * as figures that were kept are made from it.
 */
export async function deleteContribution(
  trx: Trx,
  { dataRequestId, submissionId }: { dataRequestId: DataRequestId; submissionId: SubmissionId },
): Promise<void> {
  await trx
    .with('gone', (gone) =>
      gone
        .deleteFrom('contributions')
        .where('dataRequestId', '=', dataRequestId)
        .returning(['submissionId', 'dataRequestId', 'authorityId', 'roundId', 'body']),
    )
    .insertInto('pastContributions')
    .columns(['submissionId', 'dataRequestId', 'authorityId', 'roundId', 'body'])
    .expression(({ selectFrom }) =>
      selectFrom('gone').select(['submissionId', 'dataRequestId', 'authorityId', 'roundId', 'body']),
    )
    // What a version contributes never changes.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await trx.deleteFrom('fingerprints').where('submissionId', '=', submissionId).execute()
}

/** What versions contribute, or contributed while they were in the figures. */
export async function listContributions(
  trx: Trx,
  submissionIds: readonly SubmissionId[],
): Promise<ReadonlyMap<SubmissionId, Contribution>> {
  const found: { submissionId: SubmissionId; body: Contribution }[] = []
  for (const table of ['pastContributions', 'contributions'] as const) {
    const rows = trx
      .selectFrom(table)
      .select(['submissionId', 'body'])
      .where(sql<boolean>`submission_id = any(${submissionIds}::uuid[])`)
    found.push(...(await rows.execute()))
  }
  return new Map(found.map(({ submissionId, body }) => [submissionId, body]))
}

/** A mark of which versions are in the figures of some rounds: another one when others are. */
export async function markOfContributed(trx: Trx, roundIds: readonly RoundId[]): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select concat_ws(' ', count(*), sum(uuid_hash_extended(submission_id, 0)::numeric)) as mark
    from contributions where round_id = any(${roundIds}::uuid[])`.execute(trx)
  return rows[0]?.mark ?? ''
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
      'submissions.relaxed',
    ])
    .select(
      sql<Contribution | null>`case when contributions.submission_id = any(${known}::uuid[]) then null
        else contributions.body end`.as('contribution'),
    )
    .where('contributions.roundId', '=', roundId)
    .orderBy('authorities.code')
    .execute()

/** Versions that are in the figures, with whose they are. */
export const listThoseContributed = (trx: Trx, submissionIds: readonly SubmissionId[]) =>
  trx
    .selectFrom('submissions')
    .innerJoin('authorities', 'authorities.id', 'submissions.authorityId')
    .select(['submissions.id as submissionId', 'submissions.dataRequestId', 'authorities.name'])
    .select(['submissions.version', 'submissions.kind'])
    .where('submissions.id', '=', sql<SubmissionId>`any(${submissionIds}::uuid[])`)
    .execute()
