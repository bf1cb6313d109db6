import { mustBeAllowed } from '@rollcall/domain/permissions'
import { notCheckedCode } from '@rollcall/domain/submission-life'
import type { CheckSubmission } from './check-submission.ts'
import { type Context, transact } from './context.ts'
import { holdWaiting } from './hold-waiting.ts'
import { keepRefusal } from './keep-refusal.ts'
import { tell } from './tell.ts'

const refusal = {
  code: notCheckedCode,
  message:
    'This file could not be checked. That is our fault, and not the file’s: something broke on our side each time we tried. ' +
    'Please send it again. If you read this a second time, write to the contact of this round.',
}

/** Ends the wait for a check that failed each time it was tried: nobody is left looking at a version that says it is being checked. */
export async function giveUpCheck(context: Context, { submissionId }: CheckSubmission): Promise<void> {
  mustBeAllowed(context.viewer, 'check a submission')
  await transact(context, async (trx) => {
    const held = await holdWaiting(trx, submissionId)
    if (!held.isWaiting) return
    await keepRefusal(context, trx, held, refusal)
    const { id: dataRequestId, roundId, authorityId } = held.dataRequest
    await tell(trx, [
      {
        roundId,
        dataRequestId,
        authorityId,
        kind: 'check given up',
        recipients: 'office',
        aboutId: submissionId,
      },
    ])
  })
}
