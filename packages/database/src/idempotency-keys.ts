import type { ClientId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { Viewer } from '@rollcall/domain/viewer'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'
import { asSystemWithin } from './transaction.ts'

// These rows are the system's alone: every query here needs its eyes.

/** A request that asked to be done once, and by whom. */
export interface OnceOnly {
  readonly holder: string
  readonly key: string
}

/** What a request that is done once was answered, or that it is still being done. */
export interface KeptAnswer {
  readonly requestHash: string
  readonly status: number | null
  readonly headers: Readonly<Record<string, string>> | null
  readonly body: string | null
  /** The transaction that has done it, though its answer may be lost. */
  readonly doneIn: string | null
  /** When whoever does it last gave a sign of life. */
  readonly createdAt: Date
}

/** Begins a request, and says whether it is the first of its key. */
export async function beginOnce(
  trx: Trx,
  { holder, key }: OnceOnly,
  { requestHash, now }: { readonly requestHash: string; readonly now: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('idempotencyKeys')
    .values({
      holder,
      key,
      requestHash,
      createdAt: now,
      status: null,
      headers: null,
      body: null,
      doneIn: null,
    })
    .onConflict((conflict) => conflict.columns(['holder', 'key']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** What is known of a request that was begun. Held until the transaction ends, so that one alone takes over from a portal that died. */
export const lockKeptAnswer = (trx: Trx, { holder, key }: OnceOnly): Promise<KeptAnswer | undefined> =>
  trx
    .selectFrom('idempotencyKeys')
    .select(['requestHash', 'status', 'headers', 'body', 'doneIn', 'createdAt'])
    .where('holder', '=', holder)
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst()

/**
 * Notes that this transaction does what was asked, and refuses where another has done it: so of two portals, one of which was only
 * taken for dead, one alone gets to commit.
 */
export async function markDone(trx: Trx, viewer: Viewer, { holder, key }: OnceOnly): Promise<void> {
  const marked = await asSystemWithin(trx, viewer, () =>
    trx
      .updateTable('idempotencyKeys')
      .set({ doneIn: sql<string>`pg_current_xact_id()` })
      .where('holder', '=', holder)
      .where('key', '=', key)
      .where((eb) => eb.or([eb('doneIn', 'is', null), eb('doneIn', '=', sql<string>`pg_current_xact_id()`)]))
      .returning('key')
      .executeTakeFirst(),
  )
  if (marked === undefined) throw problems.doneBefore()
}

/** Gives a sign of life for requests that are still being done. */
export async function keepAlive(trx: Trx, requests: readonly OnceOnly[], now: Date): Promise<void> {
  for (const { holder, key } of requests) {
    await trx
      .updateTable('idempotencyKeys')
      .set({ createdAt: now })
      .where('holder', '=', holder)
      .where('key', '=', key)
      .where('status', 'is', null)
      .execute()
  }
}

/** Keeps the answer for whoever asks again. */
export async function keepAnswer(
  trx: Trx,
  { holder, key }: OnceOnly,
  { status, headers, body }: { status: number; headers: Record<string, string>; body: string },
): Promise<void> {
  await trx
    .updateTable('idempotencyKeys')
    .set({ status, headers: JSON.stringify(headers), body })
    .where('holder', '=', holder)
    .where('key', '=', key)
    .execute()
}

/** Forgets a request that came to nothing. One that was done stays, whatever went wrong afterwards. */
export async function forgetOnce(trx: Trx, { holder, key }: OnceOnly): Promise<void> {
  await trx
    .deleteFrom('idempotencyKeys')
    .where('holder', '=', holder)
    .where('key', '=', key)
    .where('doneIn', 'is', null)
    .execute()
}

/** Removes what nobody will ask for again. */
export async function forgetOldAnswers(trx: Trx, before: Date): Promise<void> {
  await trx.deleteFrom('idempotencyKeys').where('createdAt', '<', before).execute()
}

/** Notes that a client's assertion was used, and says whether it was the first time. Kept longer than any assertion lasts. */
export const useUpAssertion = (
  trx: Trx,
  clientId: ClientId,
  { jti, hash, now }: { readonly jti: string; readonly hash: string; readonly now: Date },
): Promise<boolean> =>
  beginOnce(trx, { holder: `assertion of ${clientId}`, key: jti }, { requestHash: hash, now })
