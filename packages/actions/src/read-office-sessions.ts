import { listOfficeSessions } from '@rollcall/database/office-sessions'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { mustBePerson } from '@rollcall/domain/session'
import { type Context, transact } from './context.ts'

export type OfficeSession = Awaited<ReturnType<typeof readOfficeSessions>>[number]

/** Who of the office is signed in now, and where. */
export async function readOfficeSessions(context: Context) {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'end a session of the office')
  mustBePerson(viewer)
  return await transact(context, (trx) => listOfficeSessions(trx, viewer, now))
}
