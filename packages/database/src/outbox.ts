import { type RawBuilder, sql } from 'kysely'
import type { Db, Trx } from './connect.ts'

// The outbox is no viewer's: what relays and workers ask of it is a statement by itself, in no transaction.

/** Where Postgres says that there is something in the outbox. */
export const outboxChannel = 'rollcall_outbox'

export interface OutboxRow {
  readonly id: number
  readonly job: string
  readonly input: object
  /** A worker had begun it before: it was lost, or is to be tried again. */
  readonly begunAt: Date | null
}

/**
 * Takes rows of these jobs to pass on. They are this relay's for ten seconds, so no lock is held while BullMQ is told. A row that
 * others lean on (`once`) waits until the one before it is finished.
 */
export async function takeOutbox(db: Db, jobs: readonly string[], limit: number): Promise<OutboxRow[]> {
  const rows = await db
    .with('ready', (cte) =>
      cte
        .selectFrom('outbox')
        .select('id')
        .where('relayedAt', 'is', null)
        .where('doneAt', 'is', null)
        .where('failedAt', 'is', null)
        .where('job', 'in', jobs)
        .where((eb) =>
          eb.or([eb('takenAt', 'is', null), eb('takenAt', '<', sql<Date>`now() - interval '10 seconds'`)]),
        )
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('outbox as other')
                .select('other.id')
                .whereRef('other.job', '=', 'outbox.job')
                .whereRef('other.once', '=', 'outbox.once')
                .whereRef('other.id', '<>', 'outbox.id')
                .where('other.begunAt', 'is not', null)
                .where('other.doneAt', 'is', null)
                .where('other.failedAt', 'is', null),
            ),
          ),
        )
        .orderBy('id')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .updateTable('outbox')
    .from('ready')
    .set({ takenAt: sql<Date>`now()` })
    .whereRef('outbox.id', '=', 'ready.id')
    .returning(['outbox.id', 'outbox.job', 'outbox.input', 'outbox.begunAt'])
    .execute()
  return rows.sort((one, other) => one.id - other.id)
}

/** BullMQ has them. Gives those that somebody holds: each is to be waited for by itself. */
export async function markRelayed(db: Db, ids: readonly number[]): Promise<readonly number[]> {
  const marked = new Set(await changeUnheld(db, ids, { relayedAt: sql<Date>`now()` }))
  return ids.filter((id) => !marked.has(id))
}

/** BullMQ has this one, and whoever holds it is waited for. */
export async function markHeldRelayed(db: Db, id: number): Promise<void> {
  await db.updateTable('outbox').set({ relayedAt: sql<Date>`now()` }).where('id', '=', id).execute()
}

/** BullMQ would not have them: any relay may take them at once, or after ten seconds those that somebody holds. */
export async function giveBackOutbox(db: Db, ids: readonly number[]): Promise<void> {
  await changeUnheld(db, ids, { takenAt: null })
}

/**
 * Changes those of the rows that nobody holds, and says which. An action may hold one row and ask for another: to wait for its row with
 * others in hand is to wait for each other.
 */
async function changeUnheld(
  db: Db,
  ids: readonly number[],
  change: { readonly relayedAt: RawBuilder<Date> } | { readonly takenAt: null },
): Promise<readonly number[]> {
  if (ids.length === 0) return []
  const changed = await db
    .with('unheld', (cte) =>
      cte.selectFrom('outbox').select('id').where('id', 'in', ids).forUpdate().skipLocked(),
    )
    .updateTable('outbox')
    .from('unheld')
    .set(change)
    .whereRef('outbox.id', '=', 'unheld.id')
    .returning('outbox.id')
    .execute()
  return changed.map(({ id }) => id)
}

/** True when there is work to do; false when it was finished before. What changes after this commits needs another row. */
export async function beginOutbox(db: Db, id: number): Promise<boolean> {
  const begun = await db
    .updateTable('outbox')
    .set({ begunAt: sql<Date>`coalesce(begun_at, now())` })
    .where('id', '=', id)
    .where('doneAt', 'is', null)
    .where('failedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return begun !== undefined
}

export async function finishOutbox(db: Db, id: number, how: 'done' | 'failed'): Promise<void> {
  const now = sql<Date>`now()`
  await db
    .with('finished', (cte) =>
      cte
        .updateTable('outbox')
        .set({
          begunAt: sql<Date>`coalesce(begun_at, now())`,
          ...(how === 'done' ? { doneAt: now } : { failedAt: now }),
        })
        .where('id', '=', id)
        .where('doneAt', 'is', null)
        .where('failedAt', 'is', null)
        .returning('once'),
    )
    .selectFrom('finished')
    // The next row about the same thing has waited for this.
    .where('once', 'is not', null)
    .select(tellingRelays.as('told'))
    .execute()
}

/** Rows that BullMQ was given over `seconds` ago and nobody has finished, from the one after `after`. */
export async function listUnfinished(trx: Trx, seconds: number, after: number, limit: number) {
  return await trx
    .selectFrom('outbox')
    .select(['id', 'job'])
    .where('relayedAt', '<', sql<Date>`now() - ${seconds} * interval '1 second'`)
    .where('doneAt', 'is', null)
    .where('failedAt', 'is', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** BullMQ has lost them: they are to be passed on once more. */
export async function relayAgain(trx: Trx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await trx
    .updateTable('outbox')
    .set({ relayedAt: null, takenAt: null })
    .where('id', 'in', ids)
    .where('doneAt', 'is', null)
    .where('failedAt', 'is', null)
    .execute()
  await sql`select ${tellingRelays}`.execute(trx)
}

/** How far behind the work is: rows not passed on yet and the age of the oldest in seconds, rows not finished, rows given up. */
export async function outboxLag(trx: Trx) {
  return await trx
    .selectFrom('outbox')
    .select(({ fn }) => [
      fn
        .countAll<number>()
        .filterWhere('relayedAt', 'is', null)
        .filterWhere('failedAt', 'is', null)
        .as('waiting'),
      fn.countAll<number>().filterWhere('failedAt', 'is', null).as('unfinished'),
      fn.countAll<number>().filterWhere('failedAt', 'is not', null).as('failed'),
      sql<number>`coalesce(extract(epoch from now() - min(created_at)
        filter (where relayed_at is null and failed_at is null)), 0)::float8`.as('oldestWaitingSeconds'),
    ])
    .where('doneAt', 'is', null)
    .executeTakeFirstOrThrow()
}

/** Removes rows done before this moment, and says how many. What was given up stays until somebody has looked. */
export async function sweepOutbox(trx: Trx, before: Date): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom('outbox')
    .where('doneAt', '<', before)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

const tellingRelays = sql`pg_notify(${outboxChannel}, '')`
