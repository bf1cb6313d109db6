import type { MembershipId, SessionId } from '@rollcall/domain/ids'
import { sessionMinutes } from '@rollcall/domain/session'
import type { AuthorityViewer, OfficeViewer } from '@rollcall/domain/viewer'
import type { Trx } from './connect.ts'
import { noteSignIn } from './sessions.ts'
import { asSystemWithin } from './transaction.ts'

// What a person sees and ends of their own sessions. Those are the system's to look at, so each query here says whose they are.

type Own = AuthorityViewer | OfficeViewer

/** The sessions this person has now, in all their memberships: the one used last first. */
export const listOwnSessions = (trx: Trx, viewer: Own, now: Date) =>
  asSystemWithin(trx, viewer, () =>
    liveSessions(trx, viewer, now)
      .leftJoin('authorities', 'authorities.id', 'memberships.authorityId')
      .select(['sessions.id', 'sessions.createdAt', 'sessions.lastSeenAt', 'sessions.endsAt', 'browser'])
      .select(['memberships.role', 'authorities.name as authority'])
      .orderBy('sessions.lastSeenAt', 'desc')
      .orderBy('sessions.id')
      .execute(),
  )

/** Ends those of this person's sessions that are chosen, and says what each acted as. */
export const endOwnSessions = (
  trx: Trx,
  viewer: Own,
  {
    only,
    allBut,
    now,
  }: { readonly only?: SessionId; readonly allBut?: SessionId | undefined; readonly now: Date },
) =>
  asSystemWithin(trx, viewer, async () => {
    const chosen = await liveSessions(trx, viewer, now)
      .select(['sessions.id', 'sessions.membershipId', 'memberships.authorityId'])
      .$if(only !== undefined, (query) => query.where('sessions.id', '=', only ?? null))
      .$if(allBut !== undefined, (query) => query.where('sessions.id', '<>', allBut ?? null))
      .orderBy('sessions.id')
      .forNoKeyUpdate('sessions')
      .execute()
    for (const { id } of chosen)
      await trx.updateTable('sessions').set({ endedAt: now }).where('id', '=', id).execute()
    return chosen
  })

/** Has a session act as another membership of its person from now on; `false` where either is not theirs. */
export const switchOwnSession = (
  trx: Trx,
  viewer: Own,
  { sessionId, to, now }: { readonly sessionId: SessionId; readonly to: MembershipId; readonly now: Date },
): Promise<boolean> =>
  asSystemWithin(trx, viewer, async () => {
    const { numUpdatedRows } = await trx
      .updateTable('sessions')
      .set({ membershipId: to })
      .where('id', '=', sessionId)
      .where('personId', '=', viewer.personId)
      .where('endedAt', 'is', null)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('memberships')
            .select('memberships.id')
            .where('memberships.id', '=', to)
            .where('memberships.personId', '=', viewer.personId)
            .where('memberships.endedAt', 'is', null),
        ),
      )
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await noteSignIn(trx, to, now)
    return true
  })

const liveSessions = (trx: Trx, { personId }: Own, now: Date) =>
  trx
    .selectFrom('sessions')
    .innerJoin('memberships', 'memberships.id', 'sessions.membershipId')
    .where('sessions.personId', '=', personId)
    .where('sessions.endedAt', 'is', null)
    .where('memberships.endedAt', 'is', null)
    .where('sessions.endsAt', '>', now)
    .where('sessions.lastSeenAt', '>', new Date(now.getTime() - sessionMinutes.idle * 60_000))
