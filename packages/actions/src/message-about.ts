import type { Trx } from '@rollcall/database/connect'
import type { ClaimedMessage } from '@rollcall/database/messages'
import { getOwnRequest, type OwnRequest } from '@rollcall/database/own-requests'
import { underWay } from '@rollcall/domain/data-request'
import type { Standing } from './message-standing.ts'

/** The data request that a message is about, as it stands now. A message about none is a mistake of ours and throws. */
export async function requestOf(
  trx: Trx,
  { kind, dataRequestId }: Pick<ClaimedMessage, 'kind' | 'dataRequestId'>,
): Promise<OwnRequest> {
  if (dataRequestId === null) throw new Error(`a message of the kind ${kind} has no data request`)
  return await getOwnRequest(trx, dataRequestId)
}

/** The version, data query or other thing that a message is about. One of a kind that has to have it, and has it not, throws. */
export function aboutOf({ kind, aboutId }: Pick<ClaimedMessage, 'kind' | 'aboutId'>): string {
  if (aboutId === null) throw new Error(`a message of the kind ${kind} does not say what it is about`)
  return aboutId
}

/** Whether nobody has signed the return yet, and somebody still can. */
export const isUnderWay = ({ state }: Pick<OwnRequest, 'state'>): boolean => underWay.includes(state)

/** A message that need not be sent any more. */
export const notNeeded = (why: string): Standing => ({ notNeeded: why, facts: {}, path: '/' })
