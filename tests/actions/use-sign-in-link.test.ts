import { endSession } from '@rollcall/actions/end-session'
import { makeSignInLink } from '@rollcall/actions/make-sign-in-link'
import { useSignInLink } from '@rollcall/actions/use-sign-in-link'
import { membershipsOf } from '@rollcall/database/people'
import { findSession } from '@rollcall/database/sessions'
import { asViewer } from '@rollcall/database/transaction'
import { MembershipId, type PersonId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { tokenHash } from '@rollcall/platform/token'
import { expect, test } from 'vitest'
import { aRound, contextOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const at = (time: string) => contextOf(db, system, { now: new Date(`2024-10-01T${time}:00Z`) })
const morning = at('09:00')

const membershipOf = (personId: PersonId): Promise<MembershipId> =>
  asViewer(db, system, async (trx) => {
    const [membership] = await membershipsOf(trx, personId)
    return membership?.id ?? expect.fail('no membership')
  })

const sessionAt = (time: string, sessionToken: string) =>
  asViewer(db, system, (trx) => findSession(trx, tokenHash(sessionToken, 'session'), at(time).now))

test('a link signs one person in, as one membership, and the record says so', async () => {
  const { officer } = await aRound(db)
  const membershipId = await membershipOf(officer.personId)

  const { token } = await makeSignInLink(morning, { membershipId })
  const { sessionToken, viewer } = await useSignInLink(at('09:09'), { token })

  expect(viewer).toEqual(officer)
  expect(await sessionAt('09:10', sessionToken)).toMatchObject({ viewer: officer, membershipId })
  const events = await asViewer(db, officer, (trx) =>
    trx.selectFrom('auditEvents').select(['type', 'personId']).orderBy('seq').execute(),
  )
  expect(events.slice(-2)).toEqual([
    { type: 'sign-in link made', personId: null },
    { type: 'signed in', personId: officer.personId },
  ])
})

test('of ten who use a link at once, one is signed in', async () => {
  const { signatory } = await aRound(db)
  const { token } = await makeSignInLink(morning, { membershipId: await membershipOf(signatory.personId) })

  const tries = await Promise.allSettled(Array.from({ length: 10 }, () => useSignInLink(morning, { token })))

  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const refused = tries.filter((one) => one.status === 'rejected')
  expect(new Set(refused.map(({ reason }) => reason.code))).toEqual(new Set(['SIGN_IN_LINK_SPENT']))
})

test('a link that is too old, of somebody else or made up signs nobody in', async () => {
  const { analyst } = await aRound(db)
  const { token } = await makeSignInLink(morning, { membershipId: await membershipOf(analyst.personId) })

  const spent = { code: 'SIGN_IN_LINK_SPENT' }
  await expect(useSignInLink(at('09:11'), { token })).rejects.toMatchObject(spent)
  await expect(useSignInLink(morning, { token: `${token}x` })).rejects.toMatchObject(spent)
  await expect(
    makeSignInLink(morning, { membershipId: MembershipId.parse(crypto.randomUUID()) }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a session ends after half an hour without use, and after twelve hours in any case', async () => {
  const { approver } = await aRound(db)
  const { token } = await makeSignInLink(morning, { membershipId: await membershipOf(approver.personId) })
  const { sessionToken } = await useSignInLink(morning, { token })

  expect(await sessionAt('09:31', sessionToken)).toBeUndefined()
  for (let minutes = 9 * 60; minutes < 21 * 60; minutes += 25) {
    const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
    expect(await sessionAt(time, sessionToken)).toMatchObject({ viewer: approver })
  }
  expect(await sessionAt('21:00', sessionToken)).toBeUndefined()
})

test('who signs out is out, and a session token is not a link', async () => {
  const { officer } = await aRound(db)
  const { token } = await makeSignInLink(morning, { membershipId: await membershipOf(officer.personId) })
  const { sessionToken } = await useSignInLink(morning, { token })

  await expect(useSignInLink(morning, { token: sessionToken })).rejects.toMatchObject({
    code: 'SIGN_IN_LINK_SPENT',
  })
  await endSession(morning, { sessionToken })
  await endSession(morning, { sessionToken })
  expect(await sessionAt('09:01', sessionToken)).toBeUndefined()
})

test('nobody but the portal makes links or uses them, and nobody else sees them', async () => {
  const { as, analyst, officer } = await aRound(db)
  const membershipId = await membershipOf(officer.personId)
  const { token } = await makeSignInLink(morning, { membershipId })

  const refused = { code: 'NOT_ALLOWED' }
  await expect(makeSignInLink(as(analyst), { membershipId })).rejects.toMatchObject(refused)
  await expect(useSignInLink(as(officer), { token })).rejects.toMatchObject(refused)
  await expect(endSession(as(officer), { sessionToken: token })).rejects.toMatchObject(refused)
  for (const viewer of [analyst, officer]) {
    const seen = await asViewer(db, viewer, async (trx) => [
      ...(await trx.selectFrom('signInLinks').selectAll().execute()),
      ...(await trx.selectFrom('sessions').selectAll().execute()),
    ])
    expect(seen).toEqual([])
  }
})
