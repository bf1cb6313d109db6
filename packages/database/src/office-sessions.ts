import type { SessionId } from '@rollcall/domain/ids'
import { sessionMinutes } from '@rollcall/domain/session'
import type { OfficeViewer } from '@rollcall/domain/viewer'
import type { Trx } from './connect.ts'
import { asSystemWithin } from './transaction.ts'

// Sessions are the system's to look at, so each query here says that it is about the office's alone.

/** The sessions in which somebody acts for the office now, by name: the one used last first. */
export const listOfficeSessions = (trx: Trx, viewer: OfficeViewer, now: Date) =>
  asSystemWithin(trx, viewer, () =>
    liveSessions(trx, now)
      .innerJoin('people', 'people.id', 'sessions.personId')
      .select(['sessions.id', 'sessions.createdAt', 'sessions.lastSeenAt', 'sessions.browser'])
      .select(['sessions.personId', 'people.name', 'memberships.role'])
      .orderBy('people.name')
      .orderBy('sessions.lastSeenAt', 'desc')
      .orderBy('sessions.id')
      .execute(),
  )

/** Ends one of them, and says what it acted as; `undefined` where there is none. */
export const endOfficeSession = (trx: Trx, viewer: OfficeViewer, id: SessionId, now: Date) =>
  asSystemWithin(trx, viewer, async () => {
    const found = await liveSessions(trx, now)
      .select('sessions.membershipId')
      .where('sessions.id', '=', id)
      .forNoKeyUpdate('sessions')
      .executeTakeFirst()
    if (found) await trx.updateTable('sessions').set({ endedAt: now }).where('id', '=', id).execute()
    return found
  })

const liveSessions = (trx: Trx, now: Date) =>
  trx
    .selectFrom('sessions')
    .innerJoin('memberships', 'memberships.id', 'sessions.membershipId')
    .where('memberships.authorityId', 'is', null)
    .where('sessions.endedAt', 'is', null)
    .where('memberships.endedAt', 'is', null)
    .where('sessions.endsAt', '>', now)
    .where('sessions.lastSeenAt', '>', new Date(now.getTime() - sessionMinutes.idle * 60_000))
