import { type Context, transact } from '@rollcall/actions/context'
import { compiledOf, frozenCollectionOf } from '@rollcall/actions/frozen-collection'
import { getOfficeRound } from '@rollcall/database/office-rounds'
import { getOwnRequest } from '@rollcall/database/own-requests'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { type Dropdowns, dropdownsOf } from '@rollcall/workbook/writing/dropdowns'

const made = new WeakMap<CompiledCollection, Dropdowns>()

/** The lists of answers of a collection, as its template offers them. */
function withLists(compiled: CompiledCollection) {
  const lists = made.get(compiled) ?? dropdownsOf(compiled, 1)
  made.set(compiled, lists)
  return { compiled, lists }
}

/** What is asked, as it was frozen. */
export type AskedCollection = ReturnType<typeof withLists>

/** What a request asks, as its round was frozen, with the lists of answers as its template offers them. */
export async function readAsked(context: Context, dataRequestId: DataRequestId) {
  const { request, compiled } = await transact(context, async (trx) => {
    const found = await getOwnRequest(trx, dataRequestId)
    return { request: found, compiled: compiledOf(await frozenCollectionOf(trx, found.roundId)) }
  })
  return { request, ...withLists(compiled) }
}

export type Asked = Awaited<ReturnType<typeof readAsked>>

/** The same of a round, for the office. */
export async function readAskedOfRound(context: Context, roundId: RoundId) {
  const { round, compiled } = await transact(context, async (trx) => {
    const found = await getOfficeRound(trx, roundId)
    return { round: found, compiled: compiledOf(await frozenCollectionOf(trx, roundId)) }
  })
  return { round, ...withLists(compiled) }
}
