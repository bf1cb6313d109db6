import type { DataRequestId, RoundId, SubmissionId } from '@rollcall/domain/ids'
import type { Outlier } from '@rollcall/domain/outlier'
import type { Quartiles } from '@rollcall/domain/quartiles'
import { sql } from 'kysely'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'
import type { OwnFigureThenAndNow } from './tables/compared-returns.ts'

// Of the signed returns of a round: what each says by itself, where it stands out, and which children another one has too.

/** Lets one transaction at a time compare the returns of a round, so that older ones never come to stand in place of newer. */
export async function holdComparison(trx: Trx, roundId: RoundId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`rollcall comparison ${roundId}`}, 0))`.execute(
    trx,
  )
}

/** The returns of a round that are signed and not taken back: their newest version is what they say. */
const signedReturns = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('dataRequests')
    .where('dataRequests.roundId', '=', roundId)
    .where('dataRequests.state', 'in', ['signed', 'queried', 'accepted'])

/** Those whose figures have not been read yet. */
export const listUnread = (trx: Trx, roundId: RoundId) =>
  signedReturns(trx, roundId)
    .leftJoin('ownFigures', 'ownFigures.dataRequestId', 'dataRequests.id')
    .select(['dataRequests.id as dataRequestId', 'dataRequests.authorityId'])
    .select(sql<SubmissionId>`data_requests.current_submission_id`.as('submissionId'))
    .where((eb) =>
      eb('ownFigures.submissionId', 'is distinct from', eb.ref('dataRequests.currentSubmissionId')),
    )
    .execute()

interface Read {
  readonly dataRequestId: DataRequestId
  readonly submissionId: SubmissionId
  readonly roundId: RoundId
}

/** What one return says by itself, in place of what its version before said. */
export async function replaceOwnFigures(
  trx: Trx,
  { figures, ...read }: Read & { readonly figures: Readonly<Record<string, OwnFigureThenAndNow>> },
  marks: readonly Buffer[],
): Promise<void> {
  const { dataRequestId, roundId } = read
  await trx.deleteFrom('ownFigures').where('dataRequestId', '=', dataRequestId).execute()
  await trx
    .insertInto('ownFigures')
    .values({ ...read, figures: JSON.stringify(figures) })
    .execute()
  for (const batch of batches(marks.map((mark) => ({ dataRequestId, roundId, mark })))) {
    // A child that is twice in one return is one child.
    await trx
      .insertInto('signedMarks')
      .values(batch)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** Forgets what versions say by themselves, and the marks of their children, once what was sent is destroyed. */
export async function deleteOwnFigures(trx: Trx, submissionIds: readonly SubmissionId[]): Promise<void> {
  await sql`delete from own_figures where submission_id = any(${submissionIds}::uuid[])`.execute(trx)
}

/** Each signed return's own figures, with where it is and whether it counts. */
export const listOwnFigures = (trx: Trx, roundId: RoundId) =>
  signedReturns(trx, roundId)
    .innerJoin('ownFigures', (join) =>
      join
        .onRef('ownFigures.dataRequestId', '=', 'dataRequests.id')
        .onRef('ownFigures.submissionId', '=', 'dataRequests.currentSubmissionId'),
    )
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .leftJoin('contributions', 'contributions.dataRequestId', 'dataRequests.id')
    .select(['dataRequests.id', 'authorities.region', 'ownFigures.figures'])
    .select((eb) => eb('contributions.submissionId', 'is not', null).$castTo<boolean>().as('isCounted'))
    .execute()

interface FoundOutlier extends Outlier {
  readonly key: DataRequestId
  readonly figureId: string
}

/** What stands out in a round, in place of what did before. */
export async function replaceOutliers(
  trx: Trx,
  roundId: RoundId,
  outliers: readonly FoundOutlier[],
): Promise<void> {
  await trx.deleteFrom('outliers').where('roundId', '=', roundId).execute()
  const rows = outliers.map(({ key: dataRequestId, figureId: figure, ...found }) => ({
    ...{ dataRequestId, roundId, figure, against: found.against, distance: found.distance },
    found: JSON.stringify(found),
  }))
  for (const batch of batches(rows)) await trx.insertInto('outliers').values(batch).execute()
}

interface UsualFigure extends Quartiles {
  readonly region: string | null
  readonly figure: string
  readonly returns: number
}

/** What is usual among the accepted returns of a round, in place of what was before. */
export async function replaceUsualFigures(
  trx: Trx,
  roundId: RoundId,
  usual: readonly UsualFigure[],
): Promise<void> {
  await trx.deleteFrom('usualFigures').where('roundId', '=', roundId).execute()
  for (const batch of batches(usual))
    await trx
      .insertInto('usualFigures')
      .values(batch.map((figure) => ({ roundId, ...figure })))
      .execute()
}

/** What is usual in England, and in one region. */
export const listUsualFigures = (trx: Trx, roundId: RoundId, region: string | null) =>
  trx
    .selectFrom('usualFigures')
    .select(['region', 'figure', 'low', 'middle', 'high', 'returns'])
    .where('roundId', '=', roundId)
    .where((eb) => eb.or([eb('region', 'is', null), eb('region', 'is not distinct from', region)]))
    .execute()

export interface OutlierFilter {
  readonly roundId: RoundId
  readonly figure?: string | undefined
  /** Only of returns that wait to be accepted. */
  readonly isWaiting: boolean
}

/** How much stands out, figure by figure, as far as a filter leaves it. */
export const countOutliers = (trx: Trx, filter: OutlierFilter) =>
  shownOutliers(trx, filter)
    .select(({ fn }) => ['outliers.figure', fn.countAll<number>().as('count')])
    .groupBy('outliers.figure')
    .execute()

/** A page of them: in the order of the figures, the furthest first. */
export const listOutliers = (
  trx: Trx,
  filter: OutlierFilter,
  {
    figures,
    ...page
  }: { readonly figures: readonly string[]; readonly limit: number; readonly offset: number },
) =>
  shownOutliers(trx, filter)
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .select(['outliers.figure', 'outliers.found', 'dataRequests.id as dataRequestId', 'dataRequests.state'])
    .select(['authorities.name as authority', 'authorities.code'])
    .orderBy(sql`array_position(${figures}::text[], outliers.figure)`)
    .orderBy('outliers.distance', 'desc')
    .orderBy('dataRequests.id')
    .orderBy('outliers.against')
    .limit(page.limit)
    .offset(page.offset)
    .execute()

/** What stands out in one return. */
export const listOutliersOf = (trx: Trx, dataRequestId: DataRequestId) =>
  standing(trx)
    .select(['outliers.figure', 'outliers.found'])
    .where('outliers.dataRequestId', '=', dataRequestId)
    .orderBy('outliers.distance', 'desc')
    .execute()

/** Of a version that is signed no more, or was replaced, nothing is told. */
const standing = (trx: Trx) =>
  trx
    .selectFrom('outliers')
    .innerJoin('dataRequests', 'dataRequests.id', 'outliers.dataRequestId')
    .innerJoin('ownFigures', 'ownFigures.dataRequestId', 'outliers.dataRequestId')
    .where('dataRequests.state', 'in', ['signed', 'queried', 'accepted'])
    .whereRef('ownFigures.submissionId', '=', 'dataRequests.currentSubmissionId')

const shownOutliers = (trx: Trx, { roundId, figure, isWaiting }: OutlierFilter) =>
  standing(trx)
    .where('outliers.roundId', '=', roundId)
    .$if(figure !== undefined, (query) => query.where('outliers.figure', '=', figure ?? ''))
    .$if(isWaiting, (query) => query.where('dataRequests.state', '=', 'signed'))
