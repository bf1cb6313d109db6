import type { MembershipId, SessionId } from '@rollcall/domain/ids'
import { sessionMinutes } from '@rollcall/domain/session'
import { type AuthorityViewer, type OfficeViewer, viewerOf } from '@rollcall/domain/viewer'
import type { Insertable } from 'kysely'
import type { Trx } from './connect.ts'
import type { SessionsTable, SignInLinksTable } from './tables/machinery.ts'

// Sessions and links are the system's alone: every query here needs its eyes.

export interface Session {
  readonly id: SessionId
  readonly membershipId: MembershipId
  readonly viewer: AuthorityViewer | OfficeViewer
  /** The person's name. */
  readonly name: string
  /** The name of the authority they act for; null for the office. */
  readonly authority: string | null
  /** Whether they have another membership that they could act as. */
  readonly hasOthers: boolean
  /** When it ends however much it is used. */
  readonly endsAt: Date
}

export async function insertSignInLink(trx: Trx, link: Insertable<SignInLinksTable>): Promise<void> {
  await trx.insertInto('signInLinks').values(link).execute()
}

/** The membership of a link that was not used and is not too old. From now on it is used: of two who try at once one has it. */
export const useUpSignInLink = (trx: Trx, tokenHash: Buffer, now: Date) =>
  trx
    .updateTable('signInLinks')
    .set({ usedAt: now })
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .returning('membershipId')
    .executeTakeFirst()

/** Begins a session, and notes at its membership when that was. */
export async function insertSession(
  trx: Trx,
  session: Insertable<SessionsTable> & { readonly createdAt: Date },
): Promise<void> {
  await trx.insertInto('sessions').values(session).execute()
  await noteSignIn(trx, session.membershipId, session.createdAt)
}

export async function noteSignIn(trx: Trx, membershipId: MembershipId, now: Date): Promise<void> {
  await trx.updateTable('memberships').set({ lastSignedInAt: now }).where('id', '=', membershipId).execute()
}

/**
 * The session of a token, while it lasts and its membership does. Using it keeps it from falling idle; asking how long it lasts is no use
 * of it.
 */
export async function findSession(
  trx: Trx,
  tokenHash: Buffer,
  now: Date,
  { isUse = true } = {},
): Promise<Session | undefined> {
  const found = await trx
    .selectFrom('sessions')
    .innerJoin('memberships', 'memberships.id', 'sessions.membershipId')
    .innerJoin('people', 'people.id', 'memberships.personId')
    .leftJoin('authorities', 'authorities.id', 'memberships.authorityId')
    .select(['people.name', 'authorities.name as authority'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('memberships as others')
            .select('others.id')
            .whereRef('others.personId', '=', 'memberships.personId')
            .whereRef('others.id', '<>', 'memberships.id')
            .where('others.endedAt', 'is', null),
        )
        .$castTo<boolean>()
        .as('hasOthers'),
    )
    .select(['sessions.id', 'sessions.membershipId', 'sessions.lastSeenAt', 'sessions.endsAt'])
    .select(['memberships.role', 'memberships.personId', 'memberships.authorityId'])
    .where('tokenHash', '=', tokenHash)
    .where('sessions.endedAt', 'is', null)
    .where('memberships.endedAt', 'is', null)
    .where('endsAt', '>', now)
    .where('lastSeenAt', '>', minutesBefore(now, sessionMinutes.idle))
    .executeTakeFirst()
  if (found === undefined) return undefined
  const { id, membershipId, lastSeenAt, endsAt, name, authority, hasOthers, ...member } = found
  // Once a minute is enough, and spares every other request a write.
  if (isUse && lastSeenAt < minutesBefore(now, 1)) {
    await trx.updateTable('sessions').set({ lastSeenAt: now }).where('id', '=', id).execute()
  }
  return { id, membershipId, viewer: viewerOf(member), name, authority, hasOthers, endsAt }
}

/** Ends the session of a token, and says whose it was. */
export const endSessionOfToken = (trx: Trx, tokenHash: Buffer, now: Date) =>
  trx
    .updateTable('sessions')
    .set({ endedAt: now })
    .where('tokenHash', '=', tokenHash)
    .where('endedAt', 'is', null)
    .returning('membershipId')
    .executeTakeFirst()

/** Ends all sessions of a membership, and makes its links useless. */
export async function endSessionsOf(trx: Trx, membershipId: MembershipId, now: Date): Promise<void> {
  await trx
    .updateTable('sessions')
    .set({ endedAt: now })
    .where('membershipId', '=', membershipId)
    .where('endedAt', 'is', null)
    .execute()
  await trx.deleteFrom('signInLinks').where('membershipId', '=', membershipId).execute()
}

const minutesBefore = (moment: Date, minutes: number): Date => new Date(moment.getTime() - minutes * 60_000)
