import type { Trx } from '@rollcall/database/connect'
import { findWordsKey } from '@rollcall/database/data-keys'
import type { AuthorityId, DataRequestId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { open, seal } from '@rollcall/platform/sealing'
import type { Context } from './context.ts'

/** Seals and opens what people write about one request. */
export interface Words {
  seal(text: string): Buffer
  open(sealed: Buffer): string
}

/** What the key of a request's words is bound to. */
export const wordsBinding = (authorityId: AuthorityId, dataRequestId: DataRequestId): string =>
  `request ${authorityId} ${dataRequestId}`

/** The words of one request, with its key. Where the key was destroyed they are gone, and a Problem says so. */
export async function wordsOf(
  { keys }: Pick<Context, 'keys'>,
  trx: Trx,
  dataRequestId: DataRequestId,
): Promise<Words> {
  const kept = await findWordsKey(trx, dataRequestId)
  if (kept === undefined) throw problems.notFound({ what: 'data request' })
  if (kept.wrapped === null) throw problems.contentDestroyed()
  const key = keys.unwrap({ masterKeyId: kept.masterKeyId, bytes: kept.wrapped }, kept.binding)
  const context = `words ${dataRequestId}`
  return {
    seal: (text) => seal(key, Buffer.from(text, 'utf8'), context),
    open: (sealed) => open(key, sealed, context).toString('utf8'),
  }
}
