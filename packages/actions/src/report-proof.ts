import { timingSafeEqual } from 'node:crypto'
import type { MessageId } from '@rollcall/domain/ids'
import { mark } from '@rollcall/platform/sealing'
import { tokenHash } from '@rollcall/platform/token'
import type { Context } from './context.ts'
import { portalKey } from './portal-keys.ts'

// A report that a message came back is believed where it has a proof that only the e-mail itself carries. The ledger keeps a hash of
// it, so that whoever reads reports needs no key, and whoever reads the ledger cannot write one.

/** 128 bits in hexadecimal: RFC 2104 section 5 has half of an HMAC as enough, and mail servers change no letter of it. */
const proofLength = 32

/** The proof that the e-mail of a message carries: the same at every attempt. */
export async function reportProof(
  context: Pick<Context, 'db' | 'keys'>,
  messageId: MessageId,
): Promise<string> {
  const key = await portalKey(context, 'reports')
  return mark(key, `report ${messageId}`).toString('hex').slice(0, proofLength)
}

/** What is kept of a proof. */
export const proofHash = (proof: string): Buffer => tokenHash(proof, 'report')

/** Whether a report has the proof of its message. How much of a wrong one is right takes no time to tell. */
export const isProven = (kept: Buffer | null, proof: string | undefined): boolean =>
  kept !== null && proof !== undefined && timingSafeEqual(kept, proofHash(proof))
