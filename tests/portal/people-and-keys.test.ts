import { expect, test } from 'vitest'
import { aClientKey, aRound, membershipIdOf } from '../support/builders.ts'
import { aSignedReturn } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const portal = testPortal(db)

test('a signatory invites an officer, who hands their work over; an officer invites nobody', async () => {
  const { officer, signatory } = await aRound(db)
  const payload = { name: 'Priya Shah', email: 'priya.shah@birmingham.example', role: 'officer' }
  const invite = { method: 'POST' as const, url: '/api/v1/people', payload }

  expect((await portal.as(officer)(invite)).statusCode).toBe(403)
  const invited = await portal.as(signatory)(invite)
  expect(invited.statusCode).toBe(201)
  const { membershipId: toMembershipId } = invited.json()
  const people = (await portal.as(officer)({ url: '/api/v1/people' })).json().items
  expect(people).toContainEqual(
    expect.objectContaining({
      ...payload,
      membershipId: toMembershipId,
      authority: { code: '330', name: 'Birmingham' },
    }),
  )

  const own = await membershipIdOf(db, officer)
  const handedOver = await portal.as(officer)({
    ...{ method: 'POST', url: `/api/v1/memberships/${own}/hand-over` },
    payload: { toMembershipId },
  })
  expect(handedOver.json()).toEqual({ outstanding: 1 })
  const removal = await portal.as(signatory)({
    method: 'POST',
    url: `/api/v1/memberships/${toMembershipId}/removal`,
  })
  expect(removal.statusCode).toBe(204)
})

test("a supplier's system is registered, listed and removed", async () => {
  const { officer } = await aRound(db)
  const ask = portal.as(officer)

  const payload = { name: 'CaseFlow', publicJwk: await aClientKey() }
  const made = await ask({ method: 'POST', url: '/api/v1/clients', payload })
  expect(made.statusCode).toBe(201)
  const { clientId } = made.json()
  expect((await ask({ url: '/api/v1/clients' })).json().items).toContainEqual(
    expect.objectContaining({ clientId, name: 'CaseFlow', actsAs: 'Some officer', role: 'officer' }),
  )
  expect((await ask({ method: 'POST', url: `/api/v1/clients/${clientId}/removal` })).statusCode).toBe(204)
  const ids = (await ask({ url: '/api/v1/clients' }))
    .json()
    .items.map((client: { clientId: string }) => client.clientId)
  expect(ids).not.toContain(clientId)
})

test('authorities are public knowledge: everybody signed in reads them, with the ids that people are invited by', async () => {
  const { officer } = await aRound(db)

  const { items } = (await portal.as(officer)({ url: '/api/v1/authorities' })).json()

  expect(items).toContainEqual(
    expect.objectContaining({
      authorityId: officer.authorityId,
      code: '330',
      name: 'Birmingham',
      region: 'West Midlands',
    }),
  )
})

test('the record of who did what is read and verified by the office, and by an authority as far as it is its own', async () => {
  const { officer, analyst, dataRequestId } = await aSignedReturn(db)
  const url = `/api/v1/audit-events?dataRequestId=${dataRequestId}&type=${encodeURIComponent('return signed off')}`
  const [event] = (await portal.as(analyst)({ url })).json().items
  expect(event).toMatchObject({
    authority: 'Birmingham',
    person: 'Some signatory',
    details: { dataRequestId },
  })

  const own = (await portal.as(officer)({ url: '/api/v1/audit-events?limit=500' })).json().items
  expect(own.length).toBeGreaterThan(0)
  expect(own.every((one: { authorityId: string }) => one.authorityId === officer.authorityId)).toBe(true)
  const whole = (await portal.as(analyst)({ url: '/api/v1/audit/verification' })).json()
  expect(whole).toMatchObject({ whole: true })
  const seen = `seq=${whole.events}&hash=${'0'.repeat(64)}`
  const anew = (await portal.as(analyst)({ url: `/api/v1/audit/verification?${seen}` })).json()
  expect(anew).toMatchObject({ whole: false, seq: whole.events })
  const halfSaid = await portal.as(analyst)({ url: '/api/v1/audit/verification?seq=1' })
  expect(halfSaid.json()).toMatchObject({ code: 'FIELDS_WRONG', errors: [{ parameter: 'seq' }] })
  expect((await portal.as(officer)({ url: '/api/v1/audit/verification' })).statusCode).toBe(403)
})

test('an approver rotates keys, and destroys what was sent so that nobody reads it again', async () => {
  const { officer, analyst, approver, dataRequestId, submissionId } = await aSignedReturn(db)
  const rotation = { method: 'POST' as const, url: '/api/v1/keys/rotation' }
  expect((await portal.as(approver)(rotation)).json()).toMatchObject({ dataKeys: 0 })
  expect((await portal.as(analyst)(rotation)).statusCode).toBe(403)

  const url = `/api/v1/submissions/${submissionId}`
  const destruction = { url: `${url}/content-destruction`, payload: { why: 'it was sent by mistake' } }
  const destroyed = await portal.as(approver)({ method: 'POST', ...destruction })
  expect(destroyed.json()).toEqual({ submissions: 1, requests: 1 })
  expect((await portal.as(officer)({ url: `${url}/findings` })).json()).toMatchObject({
    code: 'CONTENT_DESTROYED',
  })
  expect((await portal.as(officer)({ url })).json()).toMatchObject({ submissionId, state: 'signed' })
  const words = {
    url: `/api/v1/data-requests/${dataRequestId}/content-destruction`,
    payload: destruction.payload,
  }
  expect((await portal.as(approver)({ method: 'POST', ...words })).json()).toMatchObject({
    status: 409,
    code: 'ROUND_NOT_OVER',
  })
})

test('who stands in for whom is named, listed and ended; another authority sees nothing of it', async () => {
  const { officer, signatory, foreigner } = await aRound(db)
  const url = `/api/v1/memberships/${await membershipIdOf(db, officer)}/covers`
  const coverMembershipId = await membershipIdOf(db, signatory)
  const payload = { coverMembershipId, fromOn: '2999-02-01', untilOn: '2999-02-05' }

  const named = await portal.as(officer)({ method: 'POST', url, payload })
  expect(named.statusCode).toBe(201)
  const { coverId } = named.json()
  const listed = async (viewer: typeof officer) =>
    (await portal.as(viewer)({ url: '/api/v1/covers' })).json().items
  expect(await listed(signatory)).toEqual([
    expect.objectContaining({
      ...{ ...payload, coverId, away: 'Some officer', standIn: 'Some signatory' },
      authority: { code: '330', name: 'Birmingham' },
    }),
  ])
  expect(await listed(foreigner)).toEqual([])
  const ending = { method: 'POST', url: `/api/v1/covers/${coverId}/ending` } as const
  expect((await portal.as(foreigner)(ending)).statusCode).toBe(404)
  expect((await portal.as(signatory)(ending)).statusCode).toBe(204)
  expect(await listed(officer)).toEqual([])
})

test('people of the office choose about the daily digest; those of authorities have none', async () => {
  const { analyst, officer } = await aRound(db)
  const url = '/api/v1/me/digest'

  expect((await portal.as(analyst)({ url })).json()).toEqual({ isWanted: true })
  const chosen = await portal.as(analyst)({ method: 'POST', url, payload: { isWanted: false } })
  expect(chosen.statusCode).toBe(204)
  expect((await portal.as(analyst)({ url })).json()).toEqual({ isWanted: false })
  expect((await portal.as(officer)({ url })).statusCode).toBe(403)
})
