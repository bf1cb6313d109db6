import { connect, type Db } from '@rollcall/database/connect'
import { findRunningPostgres } from '@rollcall/platform/embedded-postgres'

/** The database of the Rollcall that runs in this folder, wherever it is now: each start may choose another port. */
export async function withDatabase<Result>(
  folder: string,
  work: (db: Db) => Promise<Result>,
): Promise<Result> {
  const urls = findRunningPostgres(folder)
  if (urls === undefined) throw new Error('no Postgres is running')
  const db = connect(urls.appUrl, { onError: () => undefined, connections: 4 })
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}
