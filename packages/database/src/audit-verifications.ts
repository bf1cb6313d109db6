import type { Insertable } from 'kysely'
import type { Trx } from './connect.ts'
import type { AuditVerificationsTable } from './tables/audit-verifications.ts'
import type { AuditVerification, Seen } from './verify-audit.ts'

/** The newest verifications, those that wait first: few, as whoever looks wants to know how it stands. */
export const listVerifications = (trx: Trx, limit = 10) =>
  shown(trx)
    .orderBy('verifiedAt', (order) => order.desc().nullsFirst())
    .orderBy('auditVerifications.id', 'desc')
    .limit(limit)
    .execute()

/** What became of the newest verification that has ended. */
export const findLastVerification = (trx: Trx) =>
  shown(trx)
    .where('verifiedAt', 'is not', null)
    .orderBy('verifiedAt', 'desc')
    .orderBy('auditVerifications.id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The last event that was right the last time the record was whole: it has to be there still. */
export async function findLastSeen(trx: Trx): Promise<Seen | undefined> {
  const last = await trx
    .selectFrom('auditVerifications')
    .select(['events', 'hash'])
    .where('whole', '=', true)
    .where('events', '>', 0)
    .orderBy('verifiedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.events && last.hash ? { seq: last.events, hash: last.hash } : undefined
}

export async function insertVerification(
  trx: Trx,
  verification: Insertable<AuditVerificationsTable>,
): Promise<void> {
  await trx.insertInto('auditVerifications').values(verification).execute()
}

/** The verifications that somebody waits for. */
export async function listWaiting(trx: Trx): Promise<string[]> {
  const rows = await trx
    .selectFrom('auditVerifications')
    .select('id')
    .where('verifiedAt', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

interface Verified {
  /** Those who asked before it began. */
  readonly waiting: readonly string[]
  readonly begunAt: Date
  readonly verifiedAt: Date
}

/** Says what was found to whoever waited for it; where nobody did, it stands by itself. */
export async function keepVerification(
  trx: Trx,
  found: AuditVerification,
  { waiting, begunAt, verifiedAt }: Verified,
): Promise<void> {
  const result = found.whole
    ? { whole: true, events: found.events, hash: found.hash }
    : { whole: false, events: found.events, wrongSeq: found.seq, says: found.says }
  if (waiting.length === 0)
    return await insertVerification(trx, { askedBy: null, askedAt: begunAt, verifiedAt, ...result })
  await trx
    .updateTable('auditVerifications')
    .set({ verifiedAt, ...result })
    .where('id', 'in', waiting)
    .where('verifiedAt', 'is', null)
    .execute()
}

const shown = (trx: Trx) =>
  trx
    .selectFrom('auditVerifications')
    .leftJoin('people', 'people.id', 'auditVerifications.askedBy')
    .select(['askedAt', 'verifiedAt', 'whole', 'events', 'hash', 'wrongSeq', 'says'])
    .select('people.name as askedByName')
