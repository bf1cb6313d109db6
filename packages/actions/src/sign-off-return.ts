import { recordEvent } from '@rollcall/database/audit-events'
import { countOpenDataQueries } from '@rollcall/database/data-queries'
import { updateDataRequest } from '@rollcall/database/data-requests'
import { lockReturn } from '@rollcall/database/held-returns'
import { listInForce } from '@rollcall/database/relaxations'
import { insertSignOff } from '@rollcall/database/sign-offs'
import { getStanding, getSubmission, updateSubmission } from '@rollcall/database/submissions'
import { mustCollect } from '@rollcall/domain/data-request'
import { DataRequestId, type SubmissionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { mustStillBeRelaxed } from '@rollcall/domain/relaxation'
import { type RequestState, requestAfter } from '@rollcall/domain/request-life'
import { mustDeclare } from '@rollcall/domain/sign-off'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { tell } from './tell.ts'

export const SignOffReturn = z.object({
  dataRequestId: DataRequestId,
  /** Of the version the signatory looked at, so that nobody signs what was sent meanwhile. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'Give the SHA-256 as 64 hexadecimal digits.'),
  statement: z.string(),
})
export type SignOffReturn = z.infer<typeof SignOffReturn>

export interface SignedReturn {
  readonly submissionId: SubmissionId
  readonly version: number
  readonly state: RequestState
  readonly signedAt: Date
}

/**
 * Signs one version of a return under the statement of truth. Whoever sent it may sign it too, where the authority made them both:
 * a small authority may have one person for it, and the record says so.
 */
export async function signOffReturn(context: Context, input: SignOffReturn): Promise<SignedReturn> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'sign off a return')
  mustDeclare(input.statement)
  return await transact(context, async (trx) => {
    const dataRequest = await lockReturn(trx, input.dataRequestId)
    const { id: dataRequestId, roundId, authorityId, currentSubmissionId } = dataRequest
    mustCollect(dataRequest)
    const current = currentSubmissionId && (await getSubmission(trx, currentSubmissionId))
    if (current && current.sha256 !== input.sha256) throw problems.stale({ what: 'return' })
    const signed = requestAfter(dataRequest.state, 'sign off')
    if (!current) throw new Error('a return without a version waits to be signed off')
    // What an analyst asked about an earlier version is still asked about this one.
    const isQueried = (await countOpenDataQueries(trx, dataRequestId)) > 0
    const state = isQueried ? requestAfter(signed, 'raise a query') : signed
    const { id: submissionId, version, sha256, receivedBy } = current
    const { relaxed } = await getStanding(trx, submissionId)
    mustStillBeRelaxed(relaxed ?? [], await listInForce(trx, { roundId, dataRequestId }))

    await updateSubmission(trx, submissionId, { state: 'signed' })
    await updateDataRequest(trx, dataRequestId, { state })
    await insertSignOff(trx, {
      ...{ dataRequestId, authorityId, submissionId, sha256 },
      ...{ statement: input.statement, signedBy: viewer.personId, signedAt: now },
    })
    const told = {
      ...{ roundId, dataRequestId, authorityId },
      ...{ kind: 'return signed off', aboutId: submissionId },
    }
    await tell(trx, [
      { ...told, recipients: 'office' },
      { ...told, recipients: 'authority' },
    ])
    await recordEvent(trx, context, {
      type: 'return signed off',
      ...{ authorityId, dataRequestId, submissionId, version, sha256 },
      bySender: viewer.personId === receivedBy,
    })
    await enqueue(trx, jobs.compareReturns, { roundId })
    return { submissionId, version, state, signedAt: now }
  })
}
