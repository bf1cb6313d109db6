import type { AuthorityId, RoundId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { Trx } from './connect.ts'

/** What a round was frozen with, and its name. */
export const getRoundSources = (trx: Trx, id: RoundId) =>
  trx
    .selectFrom('rounds')
    .select(['title', 'collectionHash', 'authoritiesHash', 'referenceOn', 'lastRoundId'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'round' }))

/** The return of an authority that counted in the round before this one, if there is one. */
export const findReturnOfLastRound = (
  trx: Trx,
  { roundId, authorityId }: { readonly roundId: RoundId; readonly authorityId: AuthorityId },
) =>
  trx
    .selectFrom('rounds')
    .innerJoin('dataRequests', 'dataRequests.roundId', 'rounds.lastRoundId')
    .innerJoin('submissions', 'submissions.id', 'dataRequests.acceptedSubmissionId')
    .innerJoin('dataKeys', 'dataKeys.submissionId', 'submissions.id')
    .select(['submissions.id', 'submissions.sha256'])
    .where('rounds.id', '=', roundId)
    .where('dataRequests.authorityId', '=', authorityId)
    // One that was destroyed can be compared with no more.
    .where('dataKeys.wrapped', 'is not', null)
    .executeTakeFirst()
