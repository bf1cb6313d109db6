import { recordEvent } from '@rollcall/database/audit-events'
import { holdViewNames, insertSavedView, listSavedViews } from '@rollcall/database/saved-views'
import { SavedViewId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { nameMustBeFree } from '@rollcall/domain/saved-view'
import { z } from 'zod'
import { type Context, transact } from './context.ts'

export const SaveView = z.object({
  name: z.string().trim().min(1, 'Give the view a name.').max(100, 'Use at most 100 characters.'),
  /** As the address of a board says it. */
  shows: z.string().max(1000),
  isShared: z.boolean().default(false),
})
export type SaveView = z.input<typeof SaveView>

/** Keeps what somebody chose to see on a board, under a name. */
export async function saveView(context: Context, asked: SaveView): Promise<{ readonly viewId: SavedViewId }> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'save a view')
  const { name, shows, isShared } = SaveView.parse(asked)
  return await transact(context, async (trx) => {
    await holdViewNames(trx)
    const view = { name, isShared, madeBy: viewer.personId }
    nameMustBeFree(view, await listSavedViews(trx, viewer.personId))
    const viewId = SavedViewId.parse(crypto.randomUUID())
    await insertSavedView(trx, { ...view, id: viewId, shows, madeAt: now })
    await recordEvent(trx, context, { type: 'view saved', viewId, isShared })
    return { viewId }
  })
}
