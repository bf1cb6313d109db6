import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { updateSubmission } from '@rollcall/database/submissions'
import type { Context } from './context.ts'
import type { holdWaiting } from './hold-waiting.ts'
import { tell } from './tell.ts'
import { wordsOf } from './words.ts'

/** Refuses a version that is held: its officers are told why, in a sentence that is sealed as it may name a sheet or a cell. */
export async function keepRefusal(
  context: Context,
  trx: Trx,
  { dataRequest, submission }: Awaited<ReturnType<typeof holdWaiting>>,
  { code, message }: { readonly code: string; readonly message: string },
): Promise<void> {
  const { id: dataRequestId, roundId, authorityId } = dataRequest
  const { id: submissionId, version } = submission
  const words = await wordsOf(context, trx, dataRequestId)
  await updateSubmission(trx, submissionId, {
    state: 'refused',
    checkedAt: context.now,
    refusalCode: code,
    refusalSealed: words.seal(message),
  })
  await tell(trx, [
    {
      roundId,
      dataRequestId,
      authorityId,
      kind: 'file refused',
      recipients: 'officers',
      aboutId: submissionId,
    },
  ])
  await recordEvent(trx, context, {
    type: 'file refused',
    ...{ authorityId, dataRequestId, submissionId, version, refusal: code },
  })
}
