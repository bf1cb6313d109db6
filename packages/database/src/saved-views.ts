import type { PersonId, SavedViewId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { SavedView } from '@rollcall/domain/saved-view'
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Trx } from './connect.ts'
import type { SavedViewsTable } from './tables/saved-views.ts'

/** One person's own views and those that the office shares, by name. */
export const listSavedViews = (trx: Trx, personId: PersonId) =>
  seenBy(trx, personId)
    .innerJoin('people', 'people.id', 'savedViews.madeBy')
    .select(['savedViews.id', 'savedViews.name', 'shows', 'isShared', 'madeBy', 'people.name as madeByName'])
    .orderBy(sql`lower(saved_views.name)`)
    .orderBy('savedViews.id')
    .execute()

/** A view that this person may see, or a Problem. */
export const getSavedView = (trx: Trx, personId: PersonId, id: SavedViewId): Promise<SavedView> =>
  oneView(trx, personId, id).executeTakeFirstOrThrow(missing)

/** The same, held until the transaction ends. */
export const lockSavedView = (trx: Trx, personId: PersonId, id: SavedViewId): Promise<SavedView> =>
  oneView(trx, personId, id).forUpdate().executeTakeFirstOrThrow(missing)

/** Lets no other view get a name until the transaction ends, so that two people do not choose the same. */
export const holdViewNames = (trx: Trx) =>
  sql`lock table saved_views in share row exclusive mode`.execute(trx)

export async function insertSavedView(trx: Trx, view: Insertable<SavedViewsTable>): Promise<void> {
  await trx.insertInto('savedViews').values(view).execute()
}

export async function updateSavedView(
  trx: Trx,
  id: SavedViewId,
  change: Updateable<SavedViewsTable>,
): Promise<void> {
  await trx.updateTable('savedViews').set(change).where('id', '=', id).execute()
}

export async function deleteSavedView(trx: Trx, id: SavedViewId): Promise<void> {
  await trx.deleteFrom('savedViews').where('id', '=', id).execute()
}

const missing = () => problems.notFound({ what: 'view' })

const seenBy = (trx: Trx, personId: PersonId) =>
  trx
    .selectFrom('savedViews')
    .where((eb) => eb.or([eb('savedViews.isShared', '=', true), eb('savedViews.madeBy', '=', personId)]))

const oneView = (trx: Trx, personId: PersonId, id: SavedViewId) =>
  seenBy(trx, personId)
    .select(['savedViews.id', 'savedViews.name', 'shows', 'isShared', 'madeBy'])
    .where('savedViews.id', '=', id)
