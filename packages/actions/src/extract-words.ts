import type { RoundExtractId, RoundId } from '@rollcall/domain/ids'
import { open, seal } from '@rollcall/platform/sealing'
import type { Context } from './context.ts'
import { portalKey } from './portal-keys.ts'

// What is written about the extract of a round is about many requests, so it is sealed under a key of the portal and not of one of them.
// It is bound to its round: a reason cannot come to stand at another round's extract.

/** Seals and opens why rows of a whole round were asked for, and why that was refused. Ask for it before a transaction is begun. */
export async function extractWords(context: Pick<Context, 'db' | 'keys'>, roundId: RoundId) {
  const key = await portalKey(context, 'extract reasons')
  const bound = `extract of ${roundId}`
  return {
    seal: (text: string): Buffer => seal(key, Buffer.from(text, 'utf8'), bound),
    /** Null where nothing was written, or it was destroyed. */
    read: (sealed: Buffer | null): string | null => sealed && open(key, sealed, bound).toString('utf8'),
  }
}

/** What any extract is called in its record. */
export const recordOf = (extract: { readonly id: RoundExtractId; readonly roundId: RoundId }) => ({
  roundId: extract.roundId,
  roundExtractId: extract.id,
})
