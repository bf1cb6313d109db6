import { DataRequestId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import type { Context } from './context.ts'
import { takeBackReturn } from './take-back-return.ts'

export const ReopenReturn = z.object({
  dataRequestId: DataRequestId,
  /** The authority is told. */
  reason: z.string().trim().min(1, 'Say why the return is reopened.').max(4000),
})
export type ReopenReturn = z.infer<typeof ReopenReturn>

/** Lets an authority send a new version of its return, after the round is closed too. Until that is accepted the return is in no figure. */
export async function reopenReturn(context: Context, input: ReopenReturn): Promise<void> {
  const { viewer } = context
  mustBeAllowed(viewer, 'reopen a return')
  await takeBackReturn({ ...context, viewer }, 'reopen', input)
}
