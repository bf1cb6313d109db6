import { recordEvent } from '@rollcall/database/audit-events'
import { holdViewNames, listSavedViews, lockSavedView, updateSavedView } from '@rollcall/database/saved-views'
import { SavedViewId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { nameMustBeFree } from '@rollcall/domain/saved-view'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { SaveView } from './save-view.ts'

export const RenameView = z.object({ viewId: SavedViewId, name: SaveView.shape.name, isShared: z.boolean() })
export type RenameView = z.infer<typeof RenameView>

/** Gives a view another name, shares it with the office, or makes it somebody's own again: that of whoever made it. */
export async function renameView(context: Context, { viewId, name, isShared }: RenameView): Promise<void> {
  const { viewer } = context
  mustBeAllowed(viewer, 'rename a view')
  await transact(context, async (trx) => {
    await holdViewNames(trx)
    const { madeBy } = await lockSavedView(trx, viewer.personId, viewId)
    nameMustBeFree({ id: viewId, name, isShared, madeBy }, await listSavedViews(trx, madeBy))
    await updateSavedView(trx, viewId, { name, isShared })
    await recordEvent(trx, context, { type: 'view renamed', viewId, isShared })
  })
}
