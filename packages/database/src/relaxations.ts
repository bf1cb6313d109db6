import type { DataRequestId, RelaxationId, RoundId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Trx } from './connect.ts'
import type { RelaxationsTable } from './tables/relaxations.ts'

/** Keeps a proposal; nothing where another like it waits or is in force. */
export async function insertRelaxation(
  trx: Trx,
  proposal: Insertable<RelaxationsTable>,
): Promise<RelaxationId | undefined> {
  const stored = await trx
    .insertInto('relaxations')
    .values(proposal)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return stored?.id
}

/** Reads a proposal and holds it, so that two people cannot decide it at once; or a Problem. */
export const lockRelaxation = (trx: Trx, id: RelaxationId) =>
  trx
    .selectFrom('relaxations')
    .select(['id', 'roundId', 'dataRequestId', 'rule', 'effect', 'withdraws'])
    .select(['proposedBy', 'decision', 'withdrawnAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'relaxation' }))

export async function updateRelaxation(
  trx: Trx,
  id: RelaxationId,
  change: Updateable<RelaxationsTable>,
): Promise<void> {
  await trx.updateTable('relaxations').set(change).where('id', '=', id).execute()
}

interface OfRequest {
  readonly roundId: RoundId
  readonly dataRequestId: DataRequestId
}

/** The relaxations that hold for one authority now, those for all among them. */
export const listInForce = (trx: Trx, of: OfRequest) =>
  inForceFor(trx, of).select(['relaxations.id', 'rule', 'effect']).orderBy('relaxations.id').execute()

const inForceFor = (trx: Trx, { roundId, dataRequestId }: OfRequest) =>
  trx
    .selectFrom('relaxations')
    .where('relaxations.roundId', '=', roundId)
    .where('relaxations.withdraws', 'is', null)
    .where('relaxations.decision', '=', 'approved')
    .where('relaxations.withdrawnAt', 'is', null)
    .where((eb) =>
      eb.or([
        eb('relaxations.dataRequestId', 'is', null),
        eb('relaxations.dataRequestId', '=', dataRequestId),
      ]),
    )

/** The same with their reasons, which may be sealed, for whoever is told of them. */
export const listInForceWithReasons = (trx: Trx, of: OfRequest) =>
  withReason(inForceFor(trx, of)).orderBy('relaxations.id').execute()

/** Some of them, whether they are in force still or not. */
export const listRelaxations = (trx: Trx, ids: readonly RelaxationId[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : withReason(trx.selectFrom('relaxations').where('relaxations.id', 'in', ids))
        .orderBy('relaxations.id')
        .execute()

const withReason = (query: ReturnType<typeof inForceFor>) =>
  query
    .select(['relaxations.id', 'relaxations.rule', 'relaxations.effect', 'relaxations.dataRequestId'])
    .select(['relaxations.reason', 'relaxations.reasonSealed'])
    .select(['relaxations.decidedAt', 'relaxations.withdrawnAt'])

/** Everything that was proposed in a round, what waits to be decided first, then the newest. For the office alone. */
export const listProposals = (trx: Trx, roundId: RoundId) =>
  proposals(trx)
    .where('relaxations.roundId', '=', roundId)
    .orderBy('relaxations.decidedAt', (order) => order.desc().nullsFirst())
    .orderBy('relaxations.id', 'desc')
    .execute()

/** One of them, or a Problem. */
export const getProposal = (trx: Trx, id: RelaxationId) =>
  proposals(trx)
    .where('relaxations.id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'relaxation' }))

const proposals = (trx: Trx) =>
  trx
    .selectFrom('relaxations')
    .leftJoin('dataRequests', 'dataRequests.id', 'relaxations.dataRequestId')
    .leftJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .leftJoin('people as proposer', 'proposer.id', 'relaxations.proposedBy')
    .leftJoin('people as decider', 'decider.id', 'relaxations.decidedBy')
    .select(['relaxations.id', 'relaxations.roundId', 'relaxations.dataRequestId', 'rule', 'effect'])
    .select(['withdraws', 'reason', 'reasonSealed', 'proposedAt', 'decision', 'decidedAt'])
    .select(['relaxations.proposedBy', 'proposer.name as proposedByName', 'decider.name as decidedByName'])
    .select(['refusal', 'refusalSealed', 'withdrawnAt'])
    .select(['authorities.code as authorityCode', 'authorities.name as authority'])

/** The request of one authority in a round, by its code. */
export const findRequestOf = (trx: Trx, roundId: RoundId, code: string) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .select('dataRequests.id')
    .where('dataRequests.roundId', '=', roundId)
    .where('authorities.code', '=', code)
    .executeTakeFirst()

/** The newest versions to work out anew when what is in force has changed, for one authority or all: what is signed stays as it is. */
export async function listToCheckAgain(
  trx: Trx,
  { roundId, dataRequestId }: { readonly roundId: RoundId; readonly dataRequestId: DataRequestId | null },
) {
  const rows = await trx
    .selectFrom('dataRequests')
    .innerJoin('submissions', 'submissions.id', 'dataRequests.currentSubmissionId')
    .select('submissions.id as submissionId')
    .where('dataRequests.roundId', '=', roundId)
    // One that is being checked is looked at when that is done.
    .where('submissions.state', 'not in', ['signed', 'refused', 'superseded'])
    .$if(dataRequestId !== null, (query) =>
      query.where('dataRequests.id', '=', dataRequestId as DataRequestId),
    )
    .execute()
  return rows
}

/** By rule, how often and in how many returns it finds something now, and in how many it is left out or made a query. */
export const listRuleCounts = async (trx: Trx, roundId: RoundId) => {
  const { rows } = await sql<{
    readonly rule: string
    readonly findings: number
    readonly returns: number
    readonly relaxedFindings: number
    readonly relaxedReturns: number
  }>`
    with newest as materialized (
      select submissions.id, submissions.relaxed
      from data_requests join submissions on submissions.id = data_requests.current_submission_id
      where data_requests.round_id = ${roundId}
    ), counts as (
      select rule, sum(findings) as findings, count(*) as returns, 0 as relaxed, 0 as relaxed_in
      from newest join finding_counts on finding_counts.submission_id = newest.id
      group by rule
      union all
      select entry ->> 'rule', 0, 0, sum((entry ->> 'findings')::integer), count(*) filter (where (entry ->> 'findings')::integer > 0)
      from newest, jsonb_array_elements(newest.relaxed) as entry
      group by entry ->> 'rule'
    )
    select rule, sum(findings)::integer as findings, sum(returns)::integer as returns,
      sum(relaxed)::integer as "relaxedFindings", sum(relaxed_in)::integer as "relaxedReturns"
    from counts group by rule
  `.execute(trx)
  return rows
}
