import { endOtherSessions } from '@rollcall/actions/end-other-sessions'
import { endOwnSession } from '@rollcall/actions/end-own-session'
import { makeSignInLink } from '@rollcall/actions/make-sign-in-link'
import { readSessions } from '@rollcall/actions/read-sessions'
import { switchMembership } from '@rollcall/actions/switch-membership'
import { useSignInLink } from '@rollcall/actions/use-sign-in-link'
import { insertMembership } from '@rollcall/database/people'
import { findSession } from '@rollcall/database/sessions'
import { asViewer } from '@rollcall/database/transaction'
import { ClientId, MembershipId, SessionId } from '@rollcall/domain/ids'
import { type AuthorityViewer, system } from '@rollcall/domain/viewer'
import { tokenHash } from '@rollcall/platform/token'
import { expect, test } from 'vitest'
import { aRound, contextOf, membershipIdOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const at = (time: string) => ({ now: new Date(`2024-10-01T${time}:00Z`) })

const sessionOf = (sessionToken: string, time: string, options?: Parameters<typeof findSession>[3]) =>
  asViewer(db, system, (trx) => findSession(trx, tokenHash(sessionToken, 'session'), at(time).now, options))

async function signIn(membershipId: MembershipId, time: string) {
  const asPortal = contextOf(db, system, at(time))
  const { sessionToken } = await useSignInLink(asPortal, await makeSignInLink(asPortal, { membershipId }))
  const session = await sessionOf(sessionToken, time)
  if (session === undefined) throw new Error('this session did not begin')
  return { sessionToken, id: session.id }
}

/** An officer of Birmingham who is one of Leeds too. */
async function twoRoles() {
  const cast = await aRound(db)
  const leeds = await aRound(db, { authority: '383' })
  const inLeeds: AuthorityViewer = { ...leeds.officer, personId: cast.officer.personId }
  const leedsId = MembershipId.parse(crypto.randomUUID())
  await asViewer(db, system, (trx) => insertMembership(trx, { ...inLeeds, id: leedsId }))
  return { ...cast, inLeeds, leedsId, birminghamId: await membershipIdOf(db, cast.officer), ofLeeds: leeds }
}

const recordOf = (viewer: AuthorityViewer, personId = viewer.personId) =>
  asViewer(db, viewer, (trx) =>
    trx
      .selectFrom('auditEvents')
      .select(['type', 'details'])
      .where('personId', '=', personId)
      .orderBy('seq')
      .execute(),
  )

test('a person sees where they are signed in, in all their memberships, and until when', async () => {
  const { as, officer, birminghamId, leedsId, signatory } = await twoRoles()
  await signIn(await membershipIdOf(db, signatory), '09:00')
  const first = await signIn(birminghamId, '09:00')
  const second = await signIn(leedsId, '09:20')

  expect(await readSessions(as(officer, at('09:25')))).toMatchObject([
    { id: second.id, role: 'officer', authority: 'Leeds', idleEndsAt: at('09:50').now },
    { id: first.id, authority: 'Birmingham', idleEndsAt: at('09:30').now, endsAt: at('21:00').now },
  ])
  // One that fell idle is none any more.
  expect(await readSessions(as(officer, at('09:30')))).toMatchObject([{ id: second.id }])
})

test('to ask how long a session lasts does not make it last longer', async () => {
  const { birminghamId } = await twoRoles()
  const { sessionToken } = await signIn(birminghamId, '09:00')

  expect(await sessionOf(sessionToken, '09:29', { isUse: false })).toBeDefined()
  expect(await sessionOf(sessionToken, '09:30')).toBeUndefined()
})

test('a person ends a session of theirs, and the record of its authority says so', async () => {
  const { as, officer, inLeeds, leedsId } = await twoRoles()
  const { id, sessionToken } = await signIn(leedsId, '09:00')

  await endOwnSession(as(officer, at('09:01')), { sessionId: id })

  expect(await sessionOf(sessionToken, '09:02')).toBeUndefined()
  expect((await recordOf(inLeeds)).at(-1)).toEqual({
    type: 'session ended',
    details: { membershipId: leedsId },
  })
  expect((await recordOf(officer)).map(({ type }) => type)).not.toContain('session ended')
  await expect(endOwnSession(as(officer, at('09:02')), { sessionId: id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('somebody else’s session is not there, whoever they are', async () => {
  const { as, officer, signatory, analyst, birminghamId } = await twoRoles()
  const { id, sessionToken } = await signIn(birminghamId, '09:00')

  for (const viewer of [signatory, analyst]) {
    await expect(endOwnSession(as(viewer, at('09:01')), { sessionId: id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await endOtherSessions(as(viewer, at('09:01')), {})
  }
  expect(await sessionOf(sessionToken, '09:02')).toBeDefined()
  const nobodys = SessionId.parse(crypto.randomUUID())
  await expect(endOwnSession(as(officer), { sessionId: nobodys })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('all others end at once, and the one in use stays', async () => {
  const { as, officer, birminghamId, leedsId } = await twoRoles()
  const [here, there, elsewhere] = [
    await signIn(birminghamId, '09:00'),
    await signIn(birminghamId, '09:01'),
    await signIn(leedsId, '09:02'),
  ]

  expect(await endOtherSessions(as(officer, at('09:05')), { but: here.id })).toEqual({ ended: 2 })
  expect(await endOtherSessions(as(officer, at('09:05')), { but: here.id })).toEqual({ ended: 0 })

  expect(await sessionOf(here.sessionToken, '09:06')).toBeDefined()
  expect(await sessionOf(there.sessionToken, '09:06')).toBeUndefined()
  expect(await sessionOf(elsewhere.sessionToken, '09:06')).toBeUndefined()
})

test('a session goes on as another membership, and neither authority’s record names the other', async () => {
  const { as, officer, inLeeds, leedsId, birminghamId } = await twoRoles()
  const { id, sessionToken } = await signIn(birminghamId, '09:00')

  await switchMembership(as(officer, at('09:10')), { sessionId: id, membershipId: leedsId })
  await switchMembership(as(inLeeds, at('09:10')), { sessionId: id, membershipId: leedsId })

  expect(await sessionOf(sessionToken, '09:11')).toMatchObject({
    ...{ viewer: inLeeds, membershipId: leedsId, authority: 'Leeds' },
  })
  expect((await recordOf(officer)).slice(-2)).toEqual([
    { type: 'signed in', details: { membershipId: birminghamId, way: 'link handed over' } },
    { type: 'signed out', details: { membershipId: birminghamId } },
  ])
  expect(await recordOf(inLeeds)).toEqual([{ type: 'signed in', details: { membershipId: leedsId } }])
  const { lastSignedInAt } = await asViewer(db, inLeeds, (trx) =>
    trx
      .selectFrom('memberships')
      .select('lastSignedInAt')
      .where('id', '=', leedsId)
      .executeTakeFirstOrThrow(),
  )
  expect(lastSignedInAt).toEqual(at('09:10').now)
})

test('nobody acts as a membership that is not theirs or has ended, nor switches another’s session', async () => {
  const { as, officer, signatory, inLeeds, leedsId, birminghamId, ofLeeds } = await twoRoles()
  const { id } = await signIn(birminghamId, '09:00')
  const switched = (viewer: AuthorityViewer, membershipId: MembershipId) =>
    switchMembership(as(viewer, at('09:10')), { sessionId: id, membershipId }).then(
      () => 'switched',
      ({ code }) => code,
    )

  expect(await switched(officer, await membershipIdOf(db, ofLeeds.officer))).toBe('NOT_FOUND')
  expect(await switched(signatory, birminghamId)).toBe('NOT_FOUND')
  await asViewer(db, system, (trx) =>
    trx
      .updateTable('memberships')
      .set({ endedAt: at('09:05').now })
      .where('id', '=', leedsId)
      .execute(),
  )
  expect(await switched(officer, leedsId)).toBe('NOT_FOUND')
  expect(await recordOf(inLeeds)).toEqual([])
})

test('a system that acts as somebody sees and ends none of their sessions', async () => {
  const { as, officer, birminghamId } = await twoRoles()
  const { id } = await signIn(birminghamId, '09:00')
  const context = as({ ...officer, clientId: ClientId.parse(crypto.randomUUID()) }, at('09:01'))
  const refused = { code: 'SESSIONS_OF_PEOPLE' }

  await expect(readSessions(context)).rejects.toMatchObject(refused)
  await expect(endOwnSession(context, { sessionId: id })).rejects.toMatchObject(refused)
  await expect(endOtherSessions(context, {})).rejects.toMatchObject(refused)
  await expect(
    switchMembership(context, { sessionId: id, membershipId: birminghamId }),
  ).rejects.toMatchObject(refused)
})
