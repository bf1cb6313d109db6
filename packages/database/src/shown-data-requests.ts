import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { RequestState } from '@rollcall/domain/request-life'
import type { Trx } from './connect.ts'

/** Behind which request of a list the next page begins. */
export interface RequestPlace {
  readonly referenceOn: CalendarDate
  readonly authorityCode: string
  readonly id: DataRequestId
}

interface RequestFilter {
  readonly roundId?: RoundId | undefined
  readonly state?: RequestState | undefined
  readonly after?: RequestPlace | undefined
  readonly limit: number
}

/** One request with its round, its authority and its newest version, or a Problem where it is not the viewer's to see. */
export const getShownDataRequest = (trx: Trx, id: DataRequestId) =>
  shownDataRequests(trx)
    .where('dataRequests.id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'data request' }))

/** The requests this viewer may see, of the latest round first, each round's in the order of authorities' codes. */
export const listShownDataRequests = (trx: Trx, { roundId, state, after, limit }: RequestFilter) =>
  shownDataRequests(trx)
    .$if(roundId !== undefined, (query) => query.where('dataRequests.roundId', '=', roundId as RoundId))
    .$if(state !== undefined, (query) => query.where('dataRequests.state', '=', state as RequestState))
    .$call((query) => {
      if (after === undefined) return query
      const { referenceOn, authorityCode, id } = after
      return query.where((eb) =>
        eb.or([
          eb('rounds.referenceOn', '<', referenceOn),
          eb.and([
            eb('rounds.referenceOn', '=', referenceOn),
            eb(
              eb.refTuple('authorities.code', 'dataRequests.id'),
              '>',
              eb.tuple<string, DataRequestId>(authorityCode, id),
            ),
          ]),
        ]),
      )
    })
    .orderBy('rounds.referenceOn', 'desc')
    .orderBy('authorities.code')
    .orderBy('dataRequests.id')
    .limit(limit)
    .execute()

export type ShownDataRequest = Awaited<ReturnType<typeof getShownDataRequest>>

const shownDataRequests = (trx: Trx) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('rounds', 'rounds.id', 'dataRequests.roundId')
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .leftJoin('submissions', 'submissions.id', 'dataRequests.currentSubmissionId')
    .leftJoin('signOffs', 'signOffs.submissionId', 'dataRequests.currentSubmissionId')
    .select([
      'dataRequests.id',
      'dataRequests.state',
      'dataRequests.dueOn',
      'dataRequests.revision',
      'dataRequests.issuedAt',
      'dataRequests.roundId',
      'dataRequests.authorityId',
      'dataRequests.currentSubmissionId',
      'dataRequests.acceptedSubmissionId',
    ])
    .select([
      'rounds.title',
      'rounds.collectionId',
      'rounds.collectionVersion',
      'rounds.referenceOn',
      'rounds.dueOn as roundDueOn',
      'rounds.state as roundState',
      'rounds.contact',
      'authorities.code as authorityCode',
      'authorities.name as authorityName',
      'authorities.region',
    ])
    .select([
      'submissions.version',
      'submissions.kind',
      'submissions.state as submissionState',
      'submissions.receivedAt',
      'submissions.checkedAt',
      'submissions.errorCount',
      'submissions.queryCount',
      'submissions.noteCount',
      'submissions.openQueryCount',
      'signOffs.signedAt',
    ])
    .select((eb) =>
      eb
        .selectFrom('dataQueries')
        .select(({ fn }) => fn.countAll<number>().as('open'))
        .whereRef('dataQueries.dataRequestId', '=', 'dataRequests.id')
        .where('dataQueries.closedAt', 'is', null)
        .$asScalar()
        .$notNull()
        .as('openDataQueries'),
    )
