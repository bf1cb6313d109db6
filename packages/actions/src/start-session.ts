import { recordEvents } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { acceptInvitations } from '@rollcall/database/invitations'
import { insertSession } from '@rollcall/database/sessions'
import type { Membership } from '@rollcall/domain/membership'
import { sessionMinutes } from '@rollcall/domain/session'
import { type AuthorityViewer, type OfficeViewer, viewerOf } from '@rollcall/domain/viewer'
import { newToken, tokenHash } from '@rollcall/platform/token'

export interface StartedSession {
  /** Told here, and cannot be had again. */
  readonly sessionToken: string
  readonly endsAt: Date
  readonly viewer: AuthorityViewer | OfficeViewer
}

/** How somebody showed who they are. */
type Way = 'link handed over' | 'link by e-mail' | 'code by e-mail' | 'organisation'

interface Starting {
  readonly membership: Membership
  readonly way: Way
  /** The kind of browser, as its person would call it. */
  readonly browser?: string | null | undefined
  readonly now: Date
}

/** Begins a session of somebody who has shown who they are. With the system's eyes. */
export async function startSession(
  trx: Trx,
  { membership, way, browser = null, now }: Starting,
): Promise<StartedSession> {
  const { id: membershipId, personId, authorityId } = membership
  const sessionToken = newToken()
  const endsAt = new Date(now.getTime() + sessionMinutes.absolute * 60_000)
  await insertSession(trx, {
    tokenHash: tokenHash(sessionToken, 'session'),
    ...{ personId, membershipId, browser, createdAt: now, lastSeenAt: now, endsAt },
  })
  const viewer = viewerOf(membership)
  const accepted = await acceptInvitations(trx, membershipId, now)
  const where = { authorityId, membershipId }
  await recordEvents(trx, { viewer, now }, [
    ...(accepted ? [{ type: 'invitation accepted', ...where }] : []),
    { type: 'signed in', ...where, way },
  ])
  return { sessionToken, endsAt, viewer }
}
