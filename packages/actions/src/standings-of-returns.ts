import { getDataRequest } from '@rollcall/database/data-requests'
import { getSubmission } from '@rollcall/database/submissions'
import { SubmissionId } from '@rollcall/domain/ids'
import type { ReadStanding } from './message-standing.ts'

/** Messages that follow a return on its way. */
export const standingsOfReturns: Readonly<Record<string, ReadStanding>> = {
  'return accepted': async (_, trx, message) => {
    const { dataRequestId, aboutId } = message
    if (dataRequestId === null) throw new Error('a message about a return has no data request')
    const { id, state, acceptedSubmissionId } = await getDataRequest(trx, dataRequestId)
    const { version } = await getSubmission(trx, SubmissionId.parse(aboutId))
    return {
      notNeeded:
        state === 'accepted' && acceptedSubmissionId === aboutId
          ? undefined
          : 'The return is no longer accepted as it was.',
      facts: { version: String(version) },
      path: `/data-requests/${id}`,
    }
  },
}
