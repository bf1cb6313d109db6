import { makeSignInLink } from '@rollcall/actions/make-sign-in-link'
import { registerClient } from '@rollcall/actions/register-client'
import { removePerson } from '@rollcall/actions/remove-person'
import { useSignInLink } from '@rollcall/actions/use-sign-in-link'
import { listClients } from '@rollcall/database/clients'
import { findSession } from '@rollcall/database/sessions'
import { asViewer } from '@rollcall/database/transaction'
import { system, type Viewer } from '@rollcall/domain/viewer'
import { tokenHash } from '@rollcall/platform/token'
import { expect, test } from 'vitest'
import { aClientKey, aMember, aRound, membershipIdOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()

test('who is removed is signed out at once, their systems are shut out, and what they did stays', async () => {
  const { as, officer, signatory } = await aRound(db)
  const membershipId = await membershipIdOf(db, officer)
  await registerClient(as(officer), { name: 'Case system', publicJwk: await aClientKey() })
  const [used, unused] = [
    await makeSignInLink(as(system), { membershipId }),
    await makeSignInLink(as(system), { membershipId }),
  ]
  const { sessionToken } = await useSignInLink(as(system), used)

  await removePerson(as(signatory), { membershipId })

  const session = await asViewer(db, system, (trx) =>
    findSession(trx, tokenHash(sessionToken, 'session'), as(system).now),
  )
  expect(session).toBeUndefined()
  await expect(useSignInLink(as(system), unused)).rejects.toMatchObject({ code: 'SIGN_IN_LINK_SPENT' })
  expect(await asViewer(db, signatory, (trx) => listClients(trx, { limit: 10 }))).toEqual([])
  const events = await asViewer(db, signatory, (trx) =>
    trx.selectFrom('auditEvents').select(['type', 'details', 'personId']).orderBy('seq').execute(),
  )
  expect(events.at(-1)).toEqual({
    type: 'person removed',
    details: { membershipId, role: 'officer', clients: 1 },
    personId: signatory.personId,
  })
  await expect(removePerson(as(signatory), { membershipId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('the last signatory cannot go by their own hand; the office can send even them away', async () => {
  // An authority nobody else in this file has a signatory of.
  const { as, signatory, analyst } = await aRound(db, { authority: '383' })
  const membershipId = await membershipIdOf(db, signatory)

  await expect(removePerson(as(signatory), { membershipId })).rejects.toMatchObject({
    code: 'LAST_SIGNATORY',
  })
  await removePerson(as(analyst), { membershipId })
})

test('of two signatories who send each other away at once, one stays', async () => {
  const { as, signatory } = await aRound(db, { authority: '202', foreignAuthority: '330' })
  const { authorityId } = signatory
  const other: Viewer = { ...signatory, personId: await aMember(db, 'signatory', authorityId) }

  const tries = await Promise.allSettled([
    removePerson(as(signatory), { membershipId: await membershipIdOf(db, other) }),
    removePerson(as(other), { membershipId: await membershipIdOf(db, signatory) }),
  ])

  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(tries.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'LAST_SIGNATORY' })
})

test('nobody removes those they have no say over', async () => {
  const { as, officer, signatory, analyst, approver, foreigner } = await aRound(db)
  const remove = async (viewer: Viewer, whom: Parameters<typeof membershipIdOf>[1]) =>
    removePerson(as(viewer), { membershipId: await membershipIdOf(db, whom) }).then(
      () => 'removed',
      ({ code }) => code,
    )

  expect(await remove(officer, signatory)).toBe('NOT_ALLOWED')
  expect(await remove(signatory, foreigner)).toBe('NOT_FOUND')
  expect(await remove(signatory, analyst)).toBe('NOT_FOUND')
  expect(await remove(analyst, approver)).toBe('OFFICE_PEOPLE')
  expect(await remove(approver, analyst)).toBe('removed')
})

test('the last approver stays', async () => {
  const { as, approver } = await aRound(db)
  const own = await membershipIdOf(db, approver)
  const approvers = await asViewer(db, approver, (trx) =>
    trx
      .selectFrom('memberships')
      .select('id')
      .where('role', '=', 'approver')
      .where('endedAt', 'is', null)
      .execute(),
  )
  for (const { id } of approvers) if (id !== own) await removePerson(as(approver), { membershipId: id })

  await expect(removePerson(as(approver), { membershipId: own })).rejects.toMatchObject({
    code: 'LAST_APPROVER',
  })
})
