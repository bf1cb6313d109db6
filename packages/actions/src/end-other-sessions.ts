import { recordOwnEvents } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { endOwnSessions } from '@rollcall/database/own-sessions'
import { type AuthorityId, type MembershipId, SessionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { mustBePerson } from '@rollcall/domain/session'
import { z } from 'zod'
import { type Context, transact } from './context.ts'

export const EndOtherSessions = z.object({
  /** The one to stay; left out where whoever asks has none. */
  but: SessionId.optional(),
})
export type EndOtherSessions = z.infer<typeof EndOtherSessions>

/** Signs a person out everywhere but here; says how many sessions that were. */
export async function endOtherSessions(
  context: Context,
  { but }: EndOtherSessions,
): Promise<{ readonly ended: number }> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'end a session')
  mustBePerson(viewer)
  return await transact(context, async (trx) => {
    const ended = await endOwnSessions(trx, viewer, { allBut: but, now })
    await recordEndedSessions(trx, context, ended)
    return { ended: ended.length }
  })
}

interface Ended {
  readonly membershipId: MembershipId
  readonly authorityId: AuthorityId | null
}

/** Each stands in the record of the authority it acted for, where that may be another than the one its person acts for now. */
export async function recordEndedSessions(
  trx: Trx,
  context: Context,
  ended: readonly Ended[],
): Promise<void> {
  if (ended.length === 0) return
  const events = ended.map(({ authorityId, membershipId }) => ({
    type: 'session ended',
    authorityId,
    membershipId,
  }))
  await recordOwnEvents(trx, context, events)
}
