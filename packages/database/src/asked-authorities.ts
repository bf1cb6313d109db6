import type { RoundId } from '@rollcall/domain/ids'
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

const asked = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .where('dataRequests.roundId', '=', roundId)
