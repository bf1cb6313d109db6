import type { Trx } from './connect.ts'

/** What somebody's first page lists: an authority's requests, the office's rounds. The newest first. */
export async function startOf(trx: Trx, isOffice: boolean) {
  return isOffice
    ? { rounds: await newestRounds(trx), dataRequests: [] }
    : { rounds: [], dataRequests: await newestRequests(trx) }
}

const newestRounds = (trx: Trx) =>
  trx
    .selectFrom('rounds')
    .select(['id', 'title', 'state'])
    .orderBy('referenceOn', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()

const newestRequests = (trx: Trx) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('rounds', 'rounds.id', 'dataRequests.roundId')
    .select(['dataRequests.id', 'rounds.title', 'dataRequests.state', 'dataRequests.dueOn'])
    .orderBy('rounds.referenceOn', 'desc')
    .orderBy('dataRequests.id', 'desc')
    .limit(50)
    .execute()
