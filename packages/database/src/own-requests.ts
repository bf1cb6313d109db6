import type { DataRequestId } from '@rollcall/domain/ids'
import type { Standing } from '@rollcall/domain/next-step'
import { problems } from '@rollcall/domain/problems'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'

/** What an authority was asked, all of it, the latest round first: one request a round, so there are never many. */
export const listOwnRequests = async (trx: Trx) =>
  (
    await ownRequests(trx)
      .orderBy('rounds.referenceOn', 'desc')
      .orderBy('rounds.title')
      .orderBy('dataRequests.id')
      .execute()
  ).map(withStanding)

/** One of them, or a Problem where it is not the viewer's to see. */
export const getOwnRequest = async (trx: Trx, id: DataRequestId) =>
  withStanding(
    await ownRequests(trx)
      .where('dataRequests.id', '=', id)
      .executeTakeFirstOrThrow(() => problems.notFound({ what: 'data request' })),
  )

export type OwnRequest = Awaited<ReturnType<typeof getOwnRequest>>

const ownRequests = (trx: Trx) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('rounds', 'rounds.id', 'dataRequests.roundId')
    .leftJoin('submissions', 'submissions.id', 'dataRequests.currentSubmissionId')
    .select([
      'dataRequests.id',
      'dataRequests.state',
      'dataRequests.dueOn',
      'dataRequests.issuedAt',
      'dataRequests.roundId',
      'dataRequests.authorityId',
      'dataRequests.currentSubmissionId as submissionId',
    ])
    .select([
      'rounds.title',
      'rounds.referenceOn',
      'rounds.dueOn as roundDueOn',
      'rounds.state as roundState',
      'rounds.contact',
    ])
    .select([
      'submissions.version',
      'submissions.kind',
      'submissions.receivedAt',
      'submissions.state as submissionState',
      'submissions.errorCount',
      'submissions.queryCount',
      'submissions.openQueryCount',
    ])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('signOffRequests')
            .select('signOffRequests.id')
            .whereRef('signOffRequests.submissionId', '=', 'dataRequests.currentSubmissionId'),
        )
        .$castTo<boolean>()
        .as('isSentForSignOff'),
    )
    .select((eb) =>
      eb
        .selectFrom('dataQueries')
        .select(({ fn }) => fn.countAll<number>().as('unanswered'))
        .whereRef('dataQueries.dataRequestId', '=', 'dataRequests.id')
        .where('dataQueries.closedAt', 'is', null)
        .where(officeHadTheLastWord)
        .$asScalar()
        .$notNull()
        .as('unansweredQuestions'),
    )

/** Of a data query: whether the authority is asked something that it has not answered. */
export const officeHadTheLastWord = sql<boolean>`(
  select from_office from data_query_messages
  where data_query_messages.data_query_id = data_queries.id
  order by data_query_messages.id desc limit 1
)`

type Row = Awaited<ReturnType<ReturnType<typeof ownRequests>['executeTakeFirstOrThrow']>>

const withStanding = (row: Row) => ({ ...row, standing: standingOf(row) })

const standingOf = ({ submissionState, errorCount, openQueryCount, ...row }: Row): Standing => ({
  ...{ state: row.state, roundState: row.roundState, unansweredQuestions: row.unansweredQuestions },
  newest: submissionState && {
    state: submissionState,
    errors: errorCount ?? 0,
    openQueries: openQueryCount ?? 0,
    isSentForSignOff: row.isSentForSignOff,
  },
})
