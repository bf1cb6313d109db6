import type { Trx } from '@rollcall/database/connect'
import { getDataRequest } from '@rollcall/database/data-requests'
import { findRequestOf } from '@rollcall/database/relaxations'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { DataRequest } from '@rollcall/domain/data-request'
import type { RoundId } from '@rollcall/domain/ids'
import { roundProblems } from '@rollcall/domain/round'

/** The request of one authority that a round asks, by its code, GSS code or name, or a Problem. */
export async function askedRequest(
  trx: Trx,
  roundId: RoundId,
  { authorities }: CompiledCollection,
  said: string,
): Promise<DataRequest> {
  const code = authorities.find(said)?.code
  const asked = code === undefined ? undefined : await findRequestOf(trx, roundId, code)
  if (asked === undefined) throw roundProblems.notAskedHere({ authority: said })
  return await getDataRequest(trx, asked.id)
}
