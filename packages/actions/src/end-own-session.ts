import { endOwnSessions } from '@rollcall/database/own-sessions'
import { SessionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { mustBePerson } from '@rollcall/domain/session'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { recordEndedSessions } from './end-other-sessions.ts'

export const EndOwnSession = z.object({ sessionId: SessionId })
export type EndOwnSession = z.infer<typeof EndOwnSession>

/** Signs a person out where they are signed in, wherever that is. Somebody else's session is not there. */
export async function endOwnSession(context: Context, { sessionId }: EndOwnSession): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'end a session')
  mustBePerson(viewer)
  await transact(context, async (trx) => {
    const ended = await endOwnSessions(trx, viewer, { only: sessionId, now })
    if (ended.length === 0) throw problems.notFound({ what: 'session' })
    await recordEndedSessions(trx, context, ended)
  })
}
