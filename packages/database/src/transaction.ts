import type { Viewer } from '@rollcall/domain/viewer'
import { CompiledQuery, sql } from 'kysely'
import type { Db, Trx } from './connect.ts'
import { setViewerStatement } from './preparing-pool.ts'

/** Runs `work` in one transaction in which Postgres shows what this viewer may see, and nothing else. */
export async function asViewer<Result>(
  db: Db,
  viewer: Viewer,
  work: (trx: Trx) => Promise<Result>,
): Promise<Result> {
  return await db.transaction().execute(async (trx) => {
    await setViewer(trx, viewer)
    return await work(trx)
  })
}

/** Reads everything as it is at one moment, whatever changes meanwhile. */
export async function asSystemAtOneMoment<Result>(
  db: Db,
  work: (trx: Trx) => Promise<Result>,
): Promise<Result> {
  const moment = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return await moment.execute(async (trx) => {
    await setViewer(trx, { role: 'system' })
    return await work(trx)
  })
}

/**
 * Does one thing with the portal's own eyes inside a viewer's transaction: finding whether an address already belongs to somebody,
 * say. What it returns must tell the viewer nothing about another authority.
 */
export async function asSystemWithin<Result>(
  trx: Trx,
  viewer: Viewer,
  work: (trx: Trx) => Promise<Result>,
): Promise<Result> {
  await setViewer(trx, { role: 'system' })
  const result = await work(trx)
  await setViewer(trx, viewer)
  return result
}

/** Does something that leaves nothing behind unless it is wanted, though it takes as many statements and as long. */
export async function undoneUnless(trx: Trx, isWanted: boolean, work: () => Promise<void>): Promise<void> {
  await sql`savepoint before_work`.execute(trx)
  await work()
  if (isWanted) await sql`release savepoint before_work`.execute(trx)
  else await sql`rollback to savepoint before_work`.execute(trx)
}

async function setViewer(trx: Trx, viewer: Viewer): Promise<void> {
  const person = 'personId' in viewer ? viewer.personId : ''
  const authority = 'authorityId' in viewer ? viewer.authorityId : ''
  await trx.executeQuery(CompiledQuery.raw(setViewerStatement, [viewer.role, person, authority]))
}
