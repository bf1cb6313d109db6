import type { Trx } from '@rollcall/database/connect'
import type { DataRequestId } from '@rollcall/domain/ids'
import type { Context } from './context.ts'
import { wordsOf, wordsReader } from './words.ts'

/** Words about a relaxed rule as they are stored: for one authority sealed with its own; for all in the clear, as everybody asked may read them. */
export async function storedWords(
  context: Pick<Context, 'keys'>,
  trx: Trx,
  dataRequestId: DataRequestId | null,
  text: string,
): Promise<{ readonly clear: string | null; readonly sealed: Buffer | null }> {
  if (dataRequestId === null) return { clear: text, sealed: null }
  return { clear: null, sealed: (await wordsOf(context, trx, dataRequestId)).seal(text) }
}

interface Stored {
  readonly dataRequestId: DataRequestId | null
  readonly reason: string | null
  readonly reasonSealed: Buffer | null
}

/** Puts the reason in place of what is sealed; null where it was destroyed. */
export async function readReasons<Relaxation extends Stored>(
  context: Context,
  trx: Trx,
  relaxations: readonly Relaxation[],
): Promise<(Omit<Relaxation, 'reasonSealed'> & { readonly reason: string | null })[]> {
  const opened = await openerOf(context, trx, relaxations)
  return relaxations.map(({ reasonSealed, ...relaxation }) => ({
    ...relaxation,
    reason: opened(relaxation.dataRequestId, relaxation.reason, reasonSealed),
  }))
}

/** Reads what was written about any of these. */
export async function openerOf(
  context: Context,
  trx: Trx,
  relaxations: readonly Pick<Stored, 'dataRequestId'>[],
) {
  const requests = relaxations.flatMap(({ dataRequestId }) => dataRequestId ?? [])
  const read = await wordsReader(context, trx, requests)
  return (dataRequestId: DataRequestId | null, clear: string | null, sealed: Buffer | null) =>
    dataRequestId === null ? clear : read(dataRequestId, sealed)
}
