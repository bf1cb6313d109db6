import {
  getAuditEvent,
  listAuditEvents,
  listEventTypes,
  type WantedEvents,
} from '@rollcall/database/audit-search'
import { findLastVerification, listVerifications } from '@rollcall/database/audit-verifications'
import { listRoundTitles } from '@rollcall/database/rounds'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'

export type Verification = Awaited<ReturnType<typeof listVerifications>>[number]
export type AuditPage = Awaited<ReturnType<typeof readAudit>>

/** What was done, newest first, one more than asked for where there are more; and how the record was when it was last verified. */
export async function readAudit(context: Context, wanted: WantedEvents & { readonly limit: number }) {
  mustBeAllowed(context.viewer, 'read the whole audit')
  return await transact(context, async (trx) => ({
    events: await listAuditEvents(trx, { ...wanted, limit: wanted.limit + 1 }),
    types: await listEventTypes(trx),
    rounds: await listRoundTitles(trx),
    verifications: await listVerifications(trx),
  }))
}

/** One event of the record. */
export async function readAuditEvent(context: Context, seq: number) {
  mustBeAllowed(context.viewer, 'read the whole audit')
  return await transact(context, (trx) => getAuditEvent(trx, seq))
}

/** The newest verifications of the record, those that wait first. */
export async function readVerifications(context: Context) {
  mustBeAllowed(context.viewer, 'read the whole audit')
  return await transact(context, (trx) => listVerifications(trx))
}

/** What is wrong with the record, where the last time it was verified something was. */
export async function readBrokenAudit(context: Context): Promise<Verification | undefined> {
  mustBeAllowed(context.viewer, 'read the whole audit')
  const last = await transact(context, findLastVerification)
  return last?.whole === false ? last : undefined
}
