import { type Context, transact } from '@rollcall/actions/context'
import { compiledOf, frozenCollectionOf } from '@rollcall/actions/frozen-collection'
import { getOwnRequest } from '@rollcall/database/own-requests'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { DataRequestId } from '@rollcall/domain/ids'
import { type Dropdowns, dropdownsOf } from '@rollcall/workbook/writing/dropdowns'

const made = new WeakMap<CompiledCollection, Dropdowns>()

/** What a request asks, as its round was frozen, with the lists of answers as its template offers them. */
export async function readAsked(context: Context, dataRequestId: DataRequestId) {
  const { request, compiled } = await transact(context, async (trx) => {
    const found = await getOwnRequest(trx, dataRequestId)
    return { request: found, compiled: compiledOf(await frozenCollectionOf(trx, found.roundId)) }
  })
  const lists = made.get(compiled) ?? dropdownsOf(compiled, 1)
  made.set(compiled, lists)
  return { request, compiled, lists }
}

export type Asked = Awaited<ReturnType<typeof readAsked>>
