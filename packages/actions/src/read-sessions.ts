import { listOwnSessions } from '@rollcall/database/own-sessions'
import { mustBePerson, sessionMinutes } from '@rollcall/domain/session'
import { type Context, transact } from './context.ts'

/** Where the person who asks is signed in now, and until when; in whichever of their memberships. */
export async function readSessions(context: Context) {
  const { viewer, now } = context
  mustBePerson(viewer)
  const sessions = await transact(context, (trx) => listOwnSessions(trx, viewer, now))
  return sessions.map((session) => ({ ...session, idleEndsAt: idleEnd(session) }))
}

/** When a session ends if it is not used again: never later than it ends however much it is used. */
function idleEnd({ lastSeenAt, endsAt }: { readonly lastSeenAt: Date; readonly endsAt: Date }): Date {
  const idleEndsAt = new Date(lastSeenAt.getTime() + sessionMinutes.idle * 60_000)
  return idleEndsAt < endsAt ? idleEndsAt : endsAt
}
