import { loadAuthorities } from '@rollcall/actions/load-authorities'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { mustBeSafe } from '@rollcall/database/catalogue'
import { connect } from '@rollcall/database/connect'
import { migrate } from '@rollcall/database/migrate'
import { system } from '@rollcall/domain/viewer'
import type { DatabaseUrls } from '@rollcall/platform/prepare-database'
import { prepareJobStore } from '@rollcall/worker/job-store'

/** What was done to a database. Done again at once, it is nothing. */
export interface BroughtUpToDate {
  /** The migrations that were run. */
  readonly migrations: readonly string[]
  /** How many authorities were added or changed. */
  readonly authorities: number
}

/**
 * Gives a database all that this version of Rollcall needs before a portal or a worker starts on it: the tables, those of the jobs, and the
 * authorities. Throws where one authority could see another's. It may be run twice, also at the same time.
 */
export async function bringUpToDate({ ownerUrl, appUrl }: DatabaseUrls): Promise<BroughtUpToDate> {
  const migrations = await migrate(ownerUrl)
  await prepareJobStore(ownerUrl)
  const db = connect(appUrl, { connections: 1, name: 'rollcall prepare' })
  try {
    await mustBeSafe(db)
    const { changed } = await loadAuthorities({ viewer: system, now: new Date(), db }, authorities)
    return { migrations, authorities: changed }
  } finally {
    await db.destroy()
  }
}
