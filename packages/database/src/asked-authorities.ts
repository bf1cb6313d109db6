import type { RoundId } from '@rollcall/domain/ids'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'

/** The codes of all that were asked in a round. */
export async function listAskedCodes(trx: Trx, roundId: RoundId): Promise<string[]> {
  const found = await asked(trx, roundId).select('authorities.code').execute()
  return found.map(({ code }) => code)
}

/** The data requests of these authorities in a round, by their codes. */
export const listRequestsOf = (trx: Trx, roundId: RoundId, codes: readonly string[]) =>
  asked(trx, roundId)
    .select(['authorities.code', 'dataRequests.id as dataRequestId'])
    .where('authorities.code', 'in', [...codes, ''])
    .execute()

/** The names of those with these codes, in order: the first of them. */
export async function listNames(trx: Trx, codes: readonly string[], limit: number): Promise<string[]> {
  const found = await trx
    .selectFrom('authorities')
    .select('name')
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .orderBy('name')
    .limit(limit)
    .execute()
  return found.map(({ name }) => name)
}

const asked = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .where('dataRequests.roundId', '=', roundId)
