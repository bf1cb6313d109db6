import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { lockDataRequest, updateDataRequest } from '@rollcall/database/data-requests'
import { replaceFindingCounts } from '@rollcall/database/finding-counts'
import { getStanding, getSubmission, updateSubmission } from '@rollcall/database/submissions'
import { canonical } from '@rollcall/domain/canonical'
import type { DataRequest } from '@rollcall/domain/data-request'
import type { Finding } from '@rollcall/domain/finding'
import type { SubmissionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { requestMoves } from '@rollcall/domain/request-life'
import type { Submission } from '@rollcall/domain/submission'
import { isChecked } from '@rollcall/domain/submission-life'
import { isCounted, readFindings } from './checked-return.ts'
import { type Context, transact } from './context.ts'
import { actOfCheck } from './keep-checked.ts'
import { portalKey } from './portal-keys.ts'
import { tell } from './tell.ts'
import { unlessDestroyed } from './unless-destroyed.ts'
import { relaxedWords, workOutReturn } from './work-out-return.ts'

/**
 * Works out anew what the newest version of a return comes to, by all that its check has found, when the rules that are relaxed have
 * changed. What is signed stays as it was signed. Done before, there is nothing to do.
 */
export async function recheckReturn(
  context: Context,
  { submissionId }: { readonly submissionId: SubmissionId },
): Promise<void> {
  mustBeAllowed(context.viewer, 'check a return again')
  const marks = await portalKey(context, 'explanations')
  await transact(context, async (trx) => {
    const { dataRequestId } = await getSubmission(trx, submissionId)
    const dataRequest = await lockDataRequest(trx, dataRequestId)
    const submission = await getSubmission(trx, submissionId)
    if (dataRequest.currentSubmissionId !== submissionId || !isChecked(submission.state)) return
    const found = await unlessDestroyed(readFindings(context, trx, submissionId))
    if (found !== null) await keepAnew(context, trx, marks, { dataRequest, submission, found })
  })
}

interface Held {
  readonly dataRequest: DataRequest
  readonly submission: Submission
  readonly found: readonly Finding[]
}

async function keepAnew(context: Context, trx: Trx, marks: Uint8Array, held: Held): Promise<void> {
  const { dataRequest, submission, found } = held
  const { id: dataRequestId, roundId, authorityId } = dataRequest
  const { id: submissionId, version, state: before } = submission
  const { findings, open, relaxed, standing } = await workOutReturn(trx, marks, dataRequest, found)
  const stored = await getStanding(trx, submissionId)
  if (canonical(stored.relaxed ?? []) === canonical(relaxed)) return
  // Of what was checked before returns with errors were counted too, a new version has to be sent.
  if (standing.errorCount === 0 && !(await isCounted(context, trx, submissionId))) return
  const { state } = standing
  const isSame = stored.queryCount === standing.queryCount && stored.errorCount === standing.errorCount

  await replaceFindingCounts(trx, submission, findings, open)
  await updateSubmission(trx, submissionId, standing)
  // A return that was sent back, or whose round has closed, is not moved on by a rule that it does not break.
  const next = state === before ? undefined : requestMoves[dataRequest.state][actOfCheck[state]]
  if (next) await updateDataRequest(trx, dataRequestId, { state: next })
  if (state !== before)
    await tell(trx, [
      {
        roundId,
        dataRequestId,
        authorityId,
        kind: 'return checked again',
        recipients: 'officers',
        aboutId: submissionId,
      },
    ])
  if (isSame && state === before && stored.noteCount === standing.noteCount) return
  await recordEvent(trx, context, {
    type: 'return checked again',
    ...{ authorityId, dataRequestId, submissionId, version, before, state },
    ...{ errors: standing.errorCount, queries: standing.queryCount, notes: standing.noteCount },
    ...{ openQueries: open.length, ...relaxedWords(relaxed) },
  })
}
