import type { AuthorityId } from '@rollcall/domain/ids'
import type { Viewer } from '@rollcall/domain/viewer'
import { authorityHash, chainStart, eventHash } from './audit-chain.ts'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'
import { markDone, type OnceOnly } from './idempotency-keys.ts'
import { asSystemWithin } from './transaction.ts'

/** Something that was done. Details are ids, days, counts and words of ours: never what a person typed about a child. */
export interface AuditEvent {
  readonly type: string
  /** Whose record it belongs to as well; left out for what concerns no single authority. */
  readonly authorityId?: AuthorityId | null
  readonly [detail: string]: string | number | boolean | null | undefined
}

interface Acting {
  readonly viewer: Viewer
  readonly now: Date
  /** What asked for this, where that may be done once only. */
  readonly once?: OnceOnly | undefined
}

/**
 * Adds to the record of who did what, and notes that the request which asked for it is done. In the same transaction as the change, so
 * that none of the three is there without the others.
 */
export const recordEvent = (trx: Trx, acting: Acting, event: AuditEvent): Promise<void> =>
  recordEvents(trx, acting, [event])

/** Adds events of what a person did to what is theirs in several authorities: each to the record of its own, wherever they act now. */
export async function recordOwnEvents(
  trx: Trx,
  { once, ...acting }: Acting,
  events: readonly AuditEvent[],
): Promise<void> {
  if (once) await markDone(trx, acting.viewer, once)
  await asSystemWithin(trx, acting.viewer, () => recordEvents(trx, acting, events))
}

/**
 * Adds several events at once. Chains are held in one order (authorities by id, then the whole), so that two transactions never wait
 * for each other; so an action that concerns several authorities records them all in one call.
 */
export async function recordEvents(trx: Trx, acting: Acting, events: readonly AuditEvent[]): Promise<void> {
  if (acting.once) await markDone(trx, acting.viewer, acting.once)
  const authorities = [...new Set(events.flatMap(({ authorityId }) => authorityId ?? []))].sort()
  const heads = await holdHeads(trx, [...authorities, 'all'])
  const rows = events.map((event) => chained(event, acting, heads))
  for (const batch of batches(rows)) await trx.insertInto('auditEvents').values(batch).execute()
  await moveHeads(trx, heads)
}

interface Head {
  seq: number
  hash: Buffer
}

/** Reads the ends of chains and holds them, one after another in this order, until the transaction ends. */
async function holdHeads(trx: Trx, chains: readonly string[]): Promise<Map<string, Head>> {
  const heads = new Map<string, Head>()
  for (const batch of batches(chains)) {
    const held = await trx
      .insertInto('auditHeads')
      .values(batch.map((chain) => ({ chain, seq: 0, hash: chainStart })))
      .onConflict((conflict) =>
        conflict.column('chain').doUpdateSet((eb) => ({ chain: eb.ref('excluded.chain') })),
      )
      .returning(['chain', 'seq', 'hash'])
      .execute()
    for (const { chain, ...head } of held) heads.set(chain, head)
  }
  return heads
}

async function moveHeads(trx: Trx, heads: ReadonlyMap<string, Head>): Promise<void> {
  const rows = [...heads].map(([chain, head]) => ({ chain, ...head }))
  for (const batch of batches(rows)) {
    await trx
      .insertInto('auditHeads')
      .values(batch)
      .onConflict((conflict) =>
        conflict.column('chain').doUpdateSet((eb) => ({
          seq: eb.ref('excluded.seq'),
          hash: eb.ref('excluded.hash'),
        })),
      )
      .execute()
  }
}

function chained(
  { type, authorityId, ...details }: AuditEvent,
  { viewer, now }: Acting,
  heads: ReadonlyMap<string, Head>,
) {
  const whole = heads.get('all') as Head
  const event = {
    seq: whole.seq + 1,
    at: now,
    authorityId: authorityId ?? null,
    personId: 'personId' in viewer ? viewer.personId : null,
    clientId: 'clientId' in viewer ? (viewer.clientId ?? null) : null,
    type,
    details: JSON.parse(JSON.stringify(details)) as object,
  }
  const hash = eventHash(event, whole.hash)
  const own = heads.get(event.authorityId ?? '')
  const authoritySeq = own ? own.seq + 1 : null
  const row = {
    ...event,
    details: JSON.stringify(event.details),
    previousHash: whole.hash,
    hash,
    authoritySeq,
    authorityPreviousHash: own?.hash ?? null,
    authorityHash: own ? authorityHash(own.seq + 1, hash, own.hash) : null,
  }
  whole.seq = event.seq
  whole.hash = hash
  if (own && row.authorityHash) {
    own.seq += 1
    own.hash = row.authorityHash
  }
  return row
}
