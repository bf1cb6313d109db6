import { getSavedView, listSavedViews } from '@rollcall/database/saved-views'
import type { SavedViewId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'

/** The views that somebody of the office can open: their own, and those that are shared. */
export async function readViews(context: Context) {
  const { viewer } = context
  mustBeAllowed(viewer, 'read figures')
  return await transact(context, (trx) => listSavedViews(trx, viewer.personId))
}

export type Views = Awaited<ReturnType<typeof readViews>>

/** One of them. */
export async function readView(context: Context, viewId: SavedViewId) {
  const { viewer } = context
  mustBeAllowed(viewer, 'read figures')
  return await transact(context, (trx) => getSavedView(trx, viewer.personId, viewId))
}
