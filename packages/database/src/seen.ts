import { sql } from 'kysely'
import type { Trx } from './connect.ts'

// The ids in addresses of pages, and where each is kept.
const tables = {
  dataRequestId: 'data_requests',
  submissionId: 'submissions',
  dataQueryId: 'data_queries',
  membershipId: 'memberships',
} as const

type Ids = { readonly [Name in keyof typeof tables]?: string | undefined }

/** Whether whoever looks sees every thing that is named, and whether any is. */
export async function isSeen(trx: Trx, ids: Ids): Promise<boolean> {
  const named = Object.entries(ids).filter(([, id]) => id !== undefined)
  for (const [name, id] of named) {
    const table = sql.table(tables[name as keyof typeof tables])
    const { rows } = await sql`select 1 as one from ${table} where id = ${id}`.execute(trx)
    if (rows.length === 0) return false
  }
  return named.length > 0
}
