import { randomUUID } from 'node:crypto'
import type { Trx } from '@rollcall/database/connect'
import { deleteContribution } from '@rollcall/database/contributions'
import { insertDataKeys } from '@rollcall/database/data-keys'
import { updateDataRequest } from '@rollcall/database/data-requests'
import { lockReturn } from '@rollcall/database/held-returns'
import {
  insertSubmission,
  nextVersion,
  type StoredSubmission,
  updateSubmission,
} from '@rollcall/database/submissions'
import { type DataRequest, mustCollect } from '@rollcall/domain/data-request'
import { type DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { requestAfter } from '@rollcall/domain/request-life'
import type { AuthorityViewer } from '@rollcall/domain/viewer'
import type { Context } from './context.ts'
import { submissionBinding } from './submission-key.ts'

interface Sent {
  readonly kind: 'workbook' | 'nil'
  readonly sha256: string
  readonly byteCount: number
  /** What its content is sealed with; stored wrapped, for the first time. */
  readonly key: Uint8Array
}

export interface AddedVersion {
  readonly dataRequest: DataRequest
  readonly submission: StoredSubmission
  /** Whether the version it replaces counted in the figures, which are to be made again. */
  readonly replacesAccepted: boolean
}

/** Holds the request and refuses, or leaves it with a new version in place of the one before, which stays for the record. */
export async function addVersion(
  context: Pick<Context, 'keys' | 'now'> & { readonly viewer: AuthorityViewer },
  trx: Trx,
  dataRequestId: DataRequestId,
  { key, ...sent }: Sent,
): Promise<AddedVersion> {
  const dataRequest = await lockReturn(trx, dataRequestId)
  mustCollect(dataRequest)
  const { authorityId, currentSubmissionId, acceptedSubmissionId } = dataRequest
  const state = requestAfter(dataRequest.state, 'submit')
  const submission: StoredSubmission = {
    ...sent,
    id: SubmissionId.parse(randomUUID()),
    dataRequestId,
    authorityId,
    version: await nextVersion(trx, dataRequestId),
    state: 'received',
    receivedBy: context.viewer.personId,
    receivedAt: context.now,
  }
  const binding = submissionBinding(submission)
  const { masterKeyId, bytes: wrapped } = context.keys.wrap(key, binding)
  await insertSubmission(trx, submission)
  await insertDataKeys(trx, [
    { dataRequestId, authorityId, submissionId: submission.id, binding, masterKeyId, wrapped },
  ])
  if (currentSubmissionId) await updateSubmission(trx, currentSubmissionId, { state: 'superseded' })
  if (acceptedSubmissionId)
    await deleteContribution(trx, { dataRequestId, submissionId: acceptedSubmissionId })
  await updateDataRequest(trx, dataRequestId, {
    state,
    currentSubmissionId: submission.id,
    acceptedSubmissionId: null,
  })
  return {
    dataRequest: { ...dataRequest, state, currentSubmissionId: submission.id, acceptedSubmissionId: null },
    submission,
    replacesAccepted: acceptedSubmissionId !== null,
  }
}
