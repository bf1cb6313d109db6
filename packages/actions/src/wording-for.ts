import type { Trx } from '@rollcall/database/connect'
import { messageKind } from '@rollcall/domain/message-kinds'
import type { Wording } from '@rollcall/domain/wording'

/** The words in force for a kind of message, and which version they are: 0 where they are as shipped. */
export const wordingFor = async (
  _trx: Trx,
  kind: string,
): Promise<Wording & { readonly version: number }> => ({ ...messageKind(kind).wording, version: 0 })
