import { type Seen, verifyAudit as verify } from '@rollcall/database/verify-audit'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'

/** Works every hash of the record of who did what out again; with an event that was seen before, also whether it is still there. */
export async function verifyAudit(context: Context, seen?: Seen) {
  mustBeAllowed(context.viewer, 'read the whole audit')
  return await transact(context, (trx) => verify(trx, seen))
}
