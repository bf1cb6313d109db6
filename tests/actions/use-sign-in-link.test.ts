import { makeSignInLink } from '@rollcall/actions/make-sign-in-link'
import { useSignInLink } from '@rollcall/actions/use-sign-in-link'
import { findSession } from '@rollcall/database/sessions'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { tokenHash } from '@rollcall/platform/token'
import { expect, test } from 'vitest'
import { aRound, contextOf, membershipIdOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const at = (time: string) => contextOf(db, system, { now: new Date(`2024-10-01T${time}:00Z`) })
const morning = at('09:00')

const sessionAt = (time: string, sessionToken: string) =>
  asViewer(db, system, (trx) => findSession(trx, tokenHash(sessionToken, 'session'), at(time).now))

test('a link signs one person in, as one membership, and the record says so', async () => {
  const { officer } = await aRound(db)
  const membershipId = await membershipIdOf(db, officer)

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
  const { token } = await makeSignInLink(morning, { membershipId: await membershipIdOf(db, signatory) })

  const tries = await Promise.allSettled(Array.from({ length: 10 }, () => useSignInLink(morning, { token })))

  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const refused = tries.filter((one) => one.status === 'rejected')
  expect(new Set(refused.map(({ reason }) => reason.code))).toEqual(new Set(['SIGN_IN_LINK_SPENT']))
})

test('a link that is too old, of somebody else or made up signs nobody in', async () => {
  const { analyst } = await aRound(db)
  const { token } = await makeSignInLink(morning, { membershipId: await membershipIdOf(db, analyst) })

  const spent = { code: 'SIGN_IN_LINK_SPENT' }
  await expect(useSignInLink(at('09:11'), { token })).rejects.toMatchObject(spent)
  await expect(useSignInLink(morning, { token: `${token}x` })).rejects.toMatchObject(spent)
})

test('a session ends after half an hour without use, and after twelve hours in any case', async () => {
  const { approver } = await aRound(db)
  const { token } = await makeSignInLink(morning, { membershipId: await membershipIdOf(db, approver) })
  const { sessionToken } = await useSignInLink(morning, { token })

  expect(await sessionAt('09:31', sessionToken)).toBeUndefined()
  for (let minutes = 9 * 60; minutes < 21 * 60; minutes += 25) {
    const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
    expect(await sessionAt(time, sessionToken)).toMatchObject({ viewer: approver })
  }
  expect(await sessionAt('21:00', sessionToken)).toBeUndefined()
})

test('a session token is not a link, and only the portal uses links', async () => {
  const { as, officer, analyst } = await aRound(db)
  const membershipId = await membershipIdOf(db, officer)
  const { sessionToken } = await useSignInLink(morning, await makeSignInLink(morning, { membershipId }))
  const { token } = await makeSignInLink(morning, { membershipId })

  await expect(useSignInLink(morning, { token: sessionToken })).rejects.toMatchObject({
    code: 'SIGN_IN_LINK_SPENT',
  })
  for (const viewer of [officer, analyst]) {
    await expect(useSignInLink(as(viewer), { token })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  }
})
