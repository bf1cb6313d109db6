import type { AuthorityId, DataRequestId, RoundId } from '@rollcall/domain/ids'
import type { Trx } from './connect.ts'

/** Versions that were signed off, whether what is in them can still be read or not. */
const signedVersions = (trx: Trx) =>
  trx
    .selectFrom('signOffs')
    .innerJoin('submissions', 'submissions.id', 'signOffs.submissionId')
    .innerJoin('dataKeys', 'dataKeys.submissionId', 'submissions.id')
    .select(['submissions.id as submissionId', 'submissions.version', 'signOffs.signedAt'])
    .select((eb) => eb('dataKeys.wrapped', 'is', null).$castTo<boolean>().as('isDestroyed'))

/** What an authority signed in the round before this one: the return that counts in its figures, or else the one signed last. */
export const findLastSigned = (
  trx: Trx,
  { roundId, authorityId }: { readonly roundId: RoundId; readonly authorityId: AuthorityId },
) =>
  signedVersions(trx)
    .innerJoin('dataRequests', 'dataRequests.id', 'signOffs.dataRequestId')
    .innerJoin('rounds', 'rounds.id', 'dataRequests.roundId')
    .innerJoin('rounds as thisRound', 'thisRound.lastRoundId', 'rounds.id')
    .select(['rounds.id as roundId', 'rounds.title', 'rounds.referenceOn'])
    .select((eb) =>
      eb('dataRequests.acceptedSubmissionId', 'is not distinct from', eb.ref('submissions.id'))
        .$castTo<boolean>()
        .as('isAccepted'),
    )
    .where('thisRound.id', '=', roundId)
    .where('dataRequests.authorityId', '=', authorityId)
    .orderBy('isAccepted', 'desc')
    .orderBy('submissions.version', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The version of this return that was signed last before this one. */
export const findSignedBefore = (
  trx: Trx,
  { dataRequestId, version }: { readonly dataRequestId: DataRequestId; readonly version: number },
) =>
  signedVersions(trx)
    .where('signOffs.dataRequestId', '=', dataRequestId)
    .where('submissions.version', '<', version)
    .orderBy('submissions.version', 'desc')
    .limit(1)
    .executeTakeFirst()
