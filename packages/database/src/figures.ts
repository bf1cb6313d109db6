import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Clash } from '@rollcall/domain/clash'
import type { PersonId, RoundId, SnapshotId, SubmissionId } from '@rollcall/domain/ids'
import type { NationalFigures } from '@rollcall/domain/national-figures'
import { problems } from '@rollcall/domain/problems'
import type { RequestStanding, RoundCoverage } from '@rollcall/domain/round-coverage'
import { sql } from 'kysely'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'
import { type FigureFilter, figuresOfSet, writeFigures } from './figure-breakdowns.ts'

/** The figures of a round at one time, with how much they are made from. */
export interface RoundFigures extends NationalFigures {
  readonly coverage: RoundCoverage
  readonly clashes: readonly Clash[]
}

export interface Keeping {
  readonly label: string
  readonly note: string | null
  /** `null`: the portal, by the calendar. */
  readonly takenBy: PersonId | null
}

/** Lets one transaction at a time work out a round's figures, so that older ones never come to stand in place of newer. */
export async function holdFigures(trx: Trx, roundId: RoundId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`rollcall figures ${roundId}`}, 0))`.execute(trx)
}

/** The figures as they stand, in place of those before. */
export async function replaceLiveFigures(
  trx: Trx,
  roundId: RoundId,
  takenAt: Date,
  figures: RoundFigures,
): Promise<void> {
  const written = asText(figures)
  const { id } = await trx
    .insertInto('nationalFigures')
    .values({ roundId, label: null, note: null, takenAt, takenBy: null, ...written })
    .onConflict((conflict) => conflict.columns(['roundId', 'label']).doUpdateSet({ takenAt, ...written }))
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeFigures(trx, id, figures.figures)
}

/** The figures with a label, for ever as they are, and the versions they are made from. Says `false` where the round has some with that label, which stay. */
export async function insertSnapshot(
  trx: Trx,
  id: SnapshotId,
  { roundId, takenAt, ...keeping }: Keeping & { readonly roundId: RoundId; readonly takenAt: Date },
  figures: RoundFigures,
  submissionIds: readonly SubmissionId[],
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('nationalFigures')
    .values({ id, roundId, takenAt, ...keeping, ...asText(figures) })
    .onConflict((conflict) => conflict.columns(['roundId', 'label']).doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows !== 1n) return false
  await writeFigures(trx, id, figures.figures)
  for (const batch of batches(submissionIds.map((submissionId) => ({ snapshotId: id, submissionId })))) {
    await trx.insertInto('snapshotReturns').values(batch).execute()
  }
  return true
}

/** The versions that kept figures are made from, in the order of their authorities' codes. */
export const listReturnsOfSnapshot = (trx: Trx, id: SnapshotId) =>
  trx
    .selectFrom('snapshotReturns')
    .innerJoin('submissions', 'submissions.id', 'snapshotReturns.submissionId')
    .innerJoin('authorities', 'authorities.id', 'submissions.authorityId')
    .select(['authorities.code', 'authorities.name', 'submissions.dataRequestId', 'submissions.version'])
    .select('submissions.id as submissionId')
    .where('snapshotReturns.snapshotId', '=', id)
    .orderBy('authorities.code')
    .execute()

/** The hash and coverage of the figures as they stand, to see whether others would differ. */
export const findLiveSeal = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('nationalFigures')
    .select(['hash', 'coverage', 'clashes'])
    .where('roundId', '=', roundId)
    .where('label', 'is', null)
    .executeTakeFirst()

/** Figures of a round as they stand, with what they are made from; `undefined` before the first return was accepted. */
export async function findLiveFigures(trx: Trx, roundId: RoundId, filter: FigureFilter = {}) {
  const found = await oneSetOfFigures(trx, filter)
    .where('roundId', '=', roundId)
    .where('label', 'is', null)
    .executeTakeFirst()
  return found && { ...found, figures: found.figures.flat() }
}

/** When the figures as they stand were worked out, and their hash: what has the same hash is the same. */
export const findLiveHash = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('nationalFigures')
    .select(['takenAt', 'hash'])
    .where('roundId', '=', roundId)
    .where('label', 'is', null)
    .executeTakeFirst()

/** The same without what they are made from, which is long and which pages do not show. */
export async function findShownFigures(trx: Trx, roundId: RoundId, filter: FigureFilter) {
  const found = await trx
    .selectFrom('nationalFigures')
    .select(['takenAt', 'hash'])
    .select(figuresOfSet(filter).as('figures'))
    .where('roundId', '=', roundId)
    .where('label', 'is', null)
    .executeTakeFirst()
  return found && { ...found, figures: found.figures.flat() }
}

/** Figures as they were kept, or a Problem where there is no such snapshot of this round. */
export async function getSnapshot(trx: Trx, roundId: RoundId, id: SnapshotId, filter: FigureFilter = {}) {
  const found = await oneSetOfFigures(trx, filter)
    .select(['id', 'label', 'note', 'takenBy'])
    .where('roundId', '=', roundId)
    .where('id', '=', id)
    .where('label', 'is not', null)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'snapshot' }))
  return { ...found, figures: found.figures.flat() }
}

/** The snapshots of a round, oldest first, without their figures. */
export const listSnapshots = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('nationalFigures')
    .leftJoin('people', 'people.id', 'nationalFigures.takenBy')
    .select([
      'nationalFigures.id',
      'nationalFigures.label',
      'nationalFigures.note',
      'nationalFigures.takenAt',
      'people.name as takenByName',
      'nationalFigures.hash',
      'nationalFigures.coverage',
    ])
    .where('roundId', '=', roundId)
    .where('label', 'is not', null)
    .orderBy('takenAt')
    .orderBy('nationalFigures.id')
    .execute()

/** How far each authority that was asked has got, now. Those that have got as far come in one row, which is quicker for many. */
export async function listRequestStandings(trx: Trx, roundId: RoundId): Promise<RequestStanding[]> {
  const alike = await trx
    .selectFrom('dataRequests')
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .leftJoin('contributions', 'contributions.dataRequestId', 'dataRequests.id')
    .select('dataRequests.state')
    .select((eb) => [
      eb('dataRequests.currentSubmissionId', 'is not', null).$castTo<boolean>().as('hasSubmission'),
      eb('contributions.submissionId', 'is not', null).$castTo<boolean>().as('counted'),
    ])
    .select(sql<string[]>`json_agg(authorities.code)`.as('codes'))
    .where('dataRequests.roundId', '=', roundId)
    .groupBy(['state', 'hasSubmission', 'counted'])
    .execute()
  return alike.flatMap(({ codes, ...standing }) => codes.map((code) => ({ code, ...standing })))
}

/** How many authorities were asked, and the returns of how many are in the figures, now. */
export const countIncluded = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('dataRequests')
    .leftJoin('contributions', 'contributions.dataRequestId', 'dataRequests.id')
    .select(({ fn }) => [
      fn.countAll<number>().as('asked'),
      fn.count<number>('contributions.dataRequestId').as('included'),
    ])
    .where('dataRequests.roundId', '=', roundId)
    .executeTakeFirstOrThrow()

/** The authorities that were asked, by name, each with its data request. */
export const listAskedByName = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .select(['authorities.code', 'authorities.name', 'dataRequests.id as dataRequestId'])
    .where('dataRequests.roundId', '=', roundId)
    .orderBy('authorities.name')
    .execute()

/** Rounds whose due date is over, with their dates and the labels of what was kept of them. */
export const listRoundsPastDue = (trx: Trx, today: CalendarDate) =>
  trx
    .selectFrom('rounds')
    .leftJoin('nationalFigures', (join) =>
      join.onRef('nationalFigures.roundId', '=', 'rounds.id').on('nationalFigures.label', 'is not', null),
    )
    .select(['rounds.id as roundId', 'rounds.dueOn', 'rounds.closesOn'])
    .select(sql<(string | null)[]>`array_agg(national_figures.label)`.as('labels'))
    .where('rounds.state', 'in', ['open', 'closed'])
    .where('rounds.dueOn', '<', today)
    .groupBy('rounds.id')
    .orderBy('rounds.dueOn')
    .execute()

const oneSetOfFigures = (trx: Trx, filter: FigureFilter) =>
  trx
    .selectFrom('nationalFigures')
    .select(['takenAt', 'hash', 'coverage', 'clashes', 'provenance'])
    .select(figuresOfSet(filter).as('figures'))

const asText = ({ hash, coverage, clashes, provenance }: RoundFigures) => ({
  hash,
  coverage: JSON.stringify(coverage),
  clashes: JSON.stringify(clashes),
  provenance: JSON.stringify(provenance),
})
