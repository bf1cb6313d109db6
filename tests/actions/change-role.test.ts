import { changeRole } from '@rollcall/actions/change-role'
import { endOfficeSession } from '@rollcall/actions/end-office-session'
import { makeSignInLink } from '@rollcall/actions/make-sign-in-link'
import { readOfficeSessions } from '@rollcall/actions/read-office-sessions'
import { useSignInLink } from '@rollcall/actions/use-sign-in-link'
import { findSession } from '@rollcall/database/sessions'
import { asViewer } from '@rollcall/database/transaction'
import { type MembershipId, SessionId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { tokenHash } from '@rollcall/platform/token'
import { expect, test } from 'vitest'
import { aMember, aRound, membershipIdOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()

async function theOffice() {
  const { as, analyst, approver, officer } = await aRound(db)
  const signIn = async (membershipId: MembershipId) =>
    (await useSignInLink(as(system), await makeSignInLink(as(system), { membershipId }))).sessionToken
  const isSignedIn = async (token: string) =>
    (await asViewer(db, system, (trx) => findSession(trx, tokenHash(token, 'session'), as(system).now))) !==
    undefined
  return {
    ...{ as, analyst, approver, officer, signIn, isSignedIn },
    analystId: await membershipIdOf(db, analyst),
    approverId: await membershipIdOf(db, approver),
  }
}
const lastEvent = () =>
  asViewer(db, system, (trx) =>
    trx
      .selectFrom('auditEvents')
      .select(['type', 'details', 'personId', 'authorityId'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst(),
  )

test('an approver gives an analyst the other role: it holds at once, they are signed out and written to, and it is on record', async () => {
  const { as, analyst, approver, analystId, signIn, isSignedIn } = await theOffice()
  const token = await signIn(analystId)

  const { membershipId } = await changeRole(as(approver), { membershipId: analystId, role: 'approver' })

  expect(await isSignedIn(token)).toBe(false)
  expect(await membershipIdOf(db, { ...analyst, role: 'approver' })).toBe(membershipId)
  expect(await lastEvent()).toEqual({
    type: 'role changed',
    details: {
      ...{ membershipId, role: 'approver', before: 'analyst' },
      ...{ endedMembershipId: analystId, clients: 0 },
    },
    ...{ personId: approver.personId, authorityId: null },
  })
  const jobs = await asViewer(db, system, (trx) =>
    trx.selectFrom('outbox').select('job').orderBy('id', 'desc').limit(1).execute(),
  )
  expect(jobs).toEqual([{ job: 'send-messages' }])
  await changeRole(as({ ...analyst, role: 'approver' }), {
    ...{ membershipId: await membershipIdOf(db, approver), role: 'analyst' },
  })
})

test('nobody changes their own role, an analyst nobody’s, and of authorities nobody is there', async () => {
  const { as, analyst, approver, officer, analystId, approverId } = await theOffice()

  await expect(changeRole(as(approver), { membershipId: approverId, role: 'analyst' })).rejects.toMatchObject(
    { code: 'OWN_ROLE' },
  )
  await expect(changeRole(as(analyst), { membershipId: approverId, role: 'analyst' })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  })
  const ofAuthority = await membershipIdOf(db, officer)
  await expect(
    changeRole(as(approver), { membershipId: ofAuthority, role: 'analyst' }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(changeRole(as(approver), { membershipId: analystId, role: 'analyst' })).rejects.toMatchObject({
    code: 'ALREADY_MEMBER',
  })
})

test('the last approver stays one, whoever asks', async () => {
  const { as, approver, approverId } = await theOffice()
  const other = { ...approver, personId: await aMember(db, 'approver', null) }
  const approvers = await asViewer(db, system, (trx) =>
    trx
      .selectFrom('memberships')
      .select(['id', 'personId'])
      .where('role', '=', 'approver')
      .where('endedAt', 'is', null)
      .execute(),
  )
  for (const { id, personId } of approvers)
    if (id !== approverId && personId !== other.personId)
      await changeRole(as(other), { membershipId: id, role: 'analyst' })

  // Two who send each other away at once: one of them is the last.
  const done = await Promise.allSettled([
    changeRole(as(approver), { membershipId: await membershipIdOf(db, other), role: 'analyst' }),
    changeRole(as(other), { membershipId: approverId, role: 'analyst' }),
  ])
  expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(done.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'LAST_APPROVER' },
  })
})

test('an approver sees who of the office is signed in and signs them out; a session of an authority is not there', async () => {
  const { as, analyst, approver, officer, analystId, signIn, isSignedIn } = await theOffice()
  const token = await signIn(analystId)
  const officers = await signIn(await membershipIdOf(db, officer))

  const sessions = await readOfficeSessions(as(approver))
  const own = sessions.filter(({ personId }) => personId === analyst.personId)
  expect(own).toMatchObject([{ name: 'Some analyst', role: 'analyst' }])
  expect(sessions.some(({ personId }) => personId === officer.personId)).toBe(false)

  const { id: sessionId } = own[0] ?? { id: SessionId.parse(crypto.randomUUID()) }
  await expect(endOfficeSession(as(analyst), { sessionId })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await endOfficeSession(as(approver), { sessionId })
  expect(await isSignedIn(token)).toBe(false)
  expect(await lastEvent()).toMatchObject({
    type: 'session ended',
    details: { membershipId: analystId },
    personId: approver.personId,
  })
  await expect(endOfficeSession(as(approver), { sessionId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const ofAuthority = await asViewer(db, system, (trx) =>
    findSession(trx, tokenHash(officers, 'session'), as(system).now),
  )
  await expect(
    endOfficeSession(as(approver), { sessionId: ofAuthority?.id ?? SessionId.parse(crypto.randomUUID()) }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await isSignedIn(officers)).toBe(true)
})
