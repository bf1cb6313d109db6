import type { Trx } from '@rollcall/database/connect'
import { findReturnOfLastRound } from '@rollcall/database/round-sources'
import { updateSubmission } from '@rollcall/database/submissions'
import { SubmissionId } from '@rollcall/domain/ids'
import type { KeptReturn } from '@rollcall/domain/kept-return'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import type { CheckedSubmission } from '@rollcall/workbook/check-task'
import type { FrozenCollection } from '@rollcall/workbook/frozen-collection'
import { Refusal } from '@rollcall/workbook/refusal'
import { z } from 'zod'
import { readCheckedRows } from './checked-return.ts'
import { type Context, transact } from './context.ts'
import { frozenCollectionOf } from './frozen-collection.ts'
import { holdWaiting } from './hold-waiting.ts'
import { keepChecked } from './keep-checked.ts'
import { keepRefusal } from './keep-refusal.ts'
import { portalKey } from './portal-keys.ts'
import { readContent } from './read-content.ts'
import { submissionKey } from './submission-key.ts'

export const CheckSubmission = z.object({ submissionId: SubmissionId })
export type CheckSubmission = z.infer<typeof CheckSubmission>

/**
 * Checks one version of a return. It may be run again at any time: a version that was checked, or replaced meanwhile, is left as it is.
 * No transaction is open while the workbook is read in its child process.
 */
export async function checkSubmission(context: Context, { submissionId }: CheckSubmission): Promise<void> {
  mustBeAllowed(context.viewer, 'check a submission')
  const marks = await portalKey(context, 'explanations')
  const begun = await transact(context, (trx) => beginCheck(context, trx, submissionId))
  if (begun === undefined) return
  const outcome = await check(context, begun)
  await transact(context, (trx) => finishCheck(context, trx, submissionId, { ...begun, outcome, marks }))
}

interface LastReturn {
  readonly kept: KeptReturn
  readonly sha256: string
}

interface Begun {
  readonly bytes: Buffer
  readonly frozen: FrozenCollection
  readonly authority: string
  readonly sha256: string
  readonly last: LastReturn | undefined
}

async function beginCheck(
  context: Context,
  trx: Trx,
  submissionId: SubmissionId,
): Promise<Begun | undefined> {
  const { dataRequest, submission, isWaiting } = await holdWaiting(trx, submissionId)
  if (!isWaiting) return undefined
  await updateSubmission(trx, submissionId, { state: 'checking' })
  const bytes = await readContent(context, trx, submissionId, 'file')
  if (bytes === undefined) throw new Error(`submission ${submissionId} has no file to check`)
  return {
    bytes,
    frozen: await frozenCollectionOf(trx, dataRequest.roundId),
    authority: dataRequest.authorityCode,
    sha256: submission.sha256,
    last: await lastReturnOf(context, trx, dataRequest),
  }
}

/** The return of the round before that this one is compared with. */
export async function lastReturnOf(
  context: Pick<Context, 'keys'>,
  trx: Trx,
  of: Parameters<typeof findReturnOfLastRound>[1],
): Promise<LastReturn | undefined> {
  const last = await findReturnOfLastRound(trx, of)
  if (last === undefined) return undefined
  const { kept } = await readCheckedRows(context, trx, last.id)
  return { kept, sha256: last.sha256 }
}

async function check(
  { checker }: Context,
  { bytes, frozen, authority, sha256, last }: Begun,
): Promise<CheckedSubmission | Refusal> {
  try {
    const checked = await checker.check(bytes, frozen, { authority, lastRound: last?.kept })
    if (checked.sha256 !== sha256) throw new Error('what was checked is not what was received')
    return checked
  } catch (error) {
    // A file that cannot be accepted is an answer for the officer, and none to try again for.
    if (error instanceof Refusal) return error
    throw error
  }
}

async function finishCheck(
  context: Context,
  trx: Trx,
  submissionId: SubmissionId,
  { outcome, marks, last }: Begun & { outcome: CheckedSubmission | Refusal; marks: Uint8Array },
): Promise<void> {
  const held = await holdWaiting(trx, submissionId)
  if (!held.isWaiting) return
  if (outcome instanceof Refusal) return await keepRefusal(context, trx, held, outcome)
  const { checked, kept, children, contribution = null } = outcome
  const rows = { kept, children, contribution, lastSha256: last?.sha256 ?? null }
  const content = await submissionKey(context, trx, submissionId)
  await keepChecked(context, trx, held, { checked, rows, keys: { content, marks } })
}
