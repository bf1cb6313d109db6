import type { Trx } from './connect.ts'

/** What the first page of the office lists: the newest first. */
export const listNewestRounds = (trx: Trx) =>
  trx
    .selectFrom('rounds')
    .select(['id', 'title', 'state'])
    .orderBy('referenceOn', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
