import { DataRequestId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import type { Context } from './context.ts'
import { takeBackReturn } from './take-back-return.ts'

export const ExcludeReturn = z.object({
  dataRequestId: DataRequestId,
  /** The authority is told. */
  reason: z.string().trim().min(1, 'Say why the return is excluded.').max(4000),
})
export type ExcludeReturn = z.infer<typeof ExcludeReturn>

/** Keeps a return that cannot be relied on out of the figures. A better one may be sent in its place. */
export async function excludeReturn(context: Context, input: ExcludeReturn): Promise<void> {
  const { viewer } = context
  mustBeAllowed(viewer, 'exclude a return for quality')
  await takeBackReturn({ ...context, viewer }, 'exclude', input)
}
