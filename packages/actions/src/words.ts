import type { Trx } from '@rollcall/database/connect'
import { findWordsKey, type KeptKey, listWordsKeys } from '@rollcall/database/data-keys'
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
  const words = wordsUnder(keys, kept, dataRequestId)
  if (words === undefined) throw problems.contentDestroyed()
  return words
}

/** Reads what was written about several requests: null where nothing was, or where its key was destroyed. */
export async function wordsReader(
  { keys }: Pick<Context, 'keys'>,
  trx: Trx,
  dataRequestIds: readonly DataRequestId[],
): Promise<(dataRequestId: DataRequestId, sealed: Buffer | null) => string | null> {
  const words = await wordsOfEach({ keys }, trx, dataRequestIds)
  return (dataRequestId, sealed) => (sealed && words.get(dataRequestId)?.open(sealed)) ?? null
}

/** The words of several requests: `undefined` where the key was destroyed. */
export async function wordsOfEach(
  { keys }: Pick<Context, 'keys'>,
  trx: Trx,
  dataRequestIds: readonly DataRequestId[],
): Promise<ReadonlyMap<DataRequestId, Words | undefined>> {
  const kept = await listWordsKeys(trx, [...new Set(dataRequestIds)])
  return new Map(
    kept.map(({ dataRequestId, ...key }) => [dataRequestId, wordsUnder(keys, key, dataRequestId)]),
  )
}

/** Seals a text for several requests, each under its own key: null where its key was destroyed. */
export async function wordsSealer(
  { keys }: Pick<Context, 'keys'>,
  trx: Trx,
  dataRequestIds: readonly DataRequestId[],
): Promise<(dataRequestId: DataRequestId, text: string) => Buffer | null> {
  const kept = await listWordsKeys(trx, [...new Set(dataRequestIds)])
  const words = new Map(
    kept.map(({ dataRequestId, ...key }) => [dataRequestId, wordsUnder(keys, key, dataRequestId)]),
  )
  return (dataRequestId, text) => words.get(dataRequestId)?.seal(text) ?? null
}

function wordsUnder(
  keys: Context['keys'],
  { masterKeyId, wrapped, binding }: KeptKey,
  dataRequestId: DataRequestId,
): Words | undefined {
  if (wrapped === null) return undefined
  const key = keys.unwrap({ masterKeyId, bytes: wrapped }, binding)
  const context = `words ${dataRequestId}`
  return {
    seal: (text) => seal(key, Buffer.from(text, 'utf8'), context),
    open: (sealed) => open(key, sealed, context).toString('utf8'),
  }
}
