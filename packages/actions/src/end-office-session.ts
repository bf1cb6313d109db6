import { recordEvent } from '@rollcall/database/audit-events'
import { endOfficeSession as end } from '@rollcall/database/office-sessions'
import { SessionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { mustBePerson } from '@rollcall/domain/session'
import { z } from 'zod'
import { type Context, transact } from './context.ts'

export const EndOfficeSession = z.object({ sessionId: SessionId })
export type EndOfficeSession = z.infer<typeof EndOfficeSession>

/** Signs somebody of the office out, where they were left signed in or somebody else may be. A session that acts for an authority is not there. */
export async function endOfficeSession(context: Context, { sessionId }: EndOfficeSession): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'end a session of the office')
  mustBePerson(viewer)
  await transact(context, async (trx) => {
    const ended = await end(trx, viewer, sessionId, now)
    if (ended === undefined) throw problems.notFound({ what: 'session' })
    await recordEvent(trx, context, { type: 'session ended', membershipId: ended.membershipId })
  })
}
