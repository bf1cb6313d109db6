import { recordEvent } from '@rollcall/database/audit-events'
import { deleteSavedView, lockSavedView } from '@rollcall/database/saved-views'
import { SavedViewId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'

export const DeleteView = z.object({ viewId: SavedViewId })
export type DeleteView = z.infer<typeof DeleteView>

/** Takes a view away, for everybody it was shared with. Nothing it showed changes. */
export async function deleteView(context: Context, { viewId }: DeleteView): Promise<void> {
  const { viewer } = context
  mustBeAllowed(viewer, 'delete a view')
  await transact(context, async (trx) => {
    const { isShared } = await lockSavedView(trx, viewer.personId, viewId)
    await deleteSavedView(trx, viewId)
    await recordEvent(trx, context, { type: 'view deleted', viewId, isShared })
  })
}
