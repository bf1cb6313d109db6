import { recordEvent } from '@rollcall/database/audit-events'
import { findContributed, replaceContribution } from '@rollcall/database/contributions'
import { lockDataRequest } from '@rollcall/database/data-requests'
import { getSubmission } from '@rollcall/database/submissions'
import type { SubmissionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { mark } from '@rollcall/platform/sealing'
import { readCheckedRows } from './checked-return.ts'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { portalKey } from './portal-keys.ts'

/** Puts an accepted return into the figures. Done before, or no longer accepted, there is nothing to do. */
export async function contribute(
  context: Context,
  { submissionId }: { readonly submissionId: SubmissionId },
): Promise<void> {
  mustBeAllowed(context.viewer, 'contribute a return')
  const fingerprints = await portalKey(context, 'fingerprints')
  await transact(context, async (trx) => {
    const { dataRequestId, sha256, version } = await getSubmission(trx, submissionId)
    const { roundId, authorityId, acceptedSubmissionId } = await lockDataRequest(trx, dataRequestId)
    if (acceptedSubmissionId !== submissionId) return
    if ((await findContributed(trx, dataRequestId)) === submissionId) return
    const { contribution, children, lastSha256, kept } = await readCheckedRows(context, trx, submissionId)
    if (contribution === null) throw new Error('an accepted return has nothing to contribute')

    await replaceContribution(
      trx,
      {
        dataRequestId,
        roundId,
        authorityId,
        submissionId,
        sha256,
        lastSha256,
        body: contribution,
      },
      // The same child in two collections is not to be known for the same by its mark.
      children.map((child) => mark(fingerprints, `${kept.collection} ${child}`)),
    )
    await recordEvent(trx, context, {
      type: 'return counted',
      ...{ authorityId, dataRequestId, submissionId, version, sha256 },
    })
    await enqueue(trx, jobs.compareReturns, { roundId })
    await enqueue(trx, jobs.refreshFigures, { roundId })
  })
}
