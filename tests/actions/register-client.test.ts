import { registerClient } from '@rollcall/actions/register-client'
import { listClients } from '@rollcall/database/clients'
import { asViewer } from '@rollcall/database/transaction'
import type { AuthorityViewer, OfficeViewer, Viewer } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aClientKey, aRound, membershipIdOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const name = 'Case management'
const clientsSeenBy = (viewer: Viewer) => asViewer(db, viewer, (trx) => listClients(trx, { limit: 100 }))

test('an officer registers a system that acts as them, by its public key alone', async () => {
  const { as, officer, foreigner } = await aRound(db)
  const publicJwk = await aClientKey()

  const { clientId } = await registerClient(as(officer), {
    name,
    publicJwk: { ...publicJwk, use: 'sig', key_ops: ['verify'] },
  })

  const [client] = await clientsSeenBy(officer)
  const { kty, crv, x, y } = publicJwk
  expect(client).toMatchObject({ clientId, name, role: 'officer', authorityCode: '330' })
  expect(client?.publicJwk).toEqual({ kty, crv, x, y })
  expect(await clientsSeenBy(foreigner)).toEqual([])
  const events = await asViewer(db, officer, (trx) =>
    trx.selectFrom('auditEvents').select(['type', 'details', 'clientId']).orderBy('seq').execute(),
  )
  expect(events.at(-1)).toMatchObject({
    type: 'client registered',
    details: { registeredClientId: clientId },
    clientId: null,
  })
})

test('a private key is refused with what to do, and so is what is no key of the curve', async () => {
  const { as, signatory } = await aRound(db)
  const publicJwk = await aClientKey()
  const register = (jwk: Record<string, unknown>) =>
    registerClient(as(signatory), { name, publicJwk: jwk }).then(
      () => 'registered',
      ({ code }) => code,
    )

  expect(await register({ ...publicJwk, d: 'A'.repeat(43) })).toBe('PRIVATE_KEY')
  expect(await register({ kty: 'oct', k: 'c2VjcmV0' })).toBe('PRIVATE_KEY')
  expect(await register({ ...publicJwk, y: publicJwk.x })).toBe('KEY_UNUSABLE')
  expect(await register({ ...publicJwk, crv: 'P-384' })).toBe('KEY_UNUSABLE')
  expect(await register({ kty: 'RSA', n: 'AQAB', e: 'AQAB' })).toBe('KEY_UNUSABLE')
  expect(await register({})).toBe('KEY_UNUSABLE')
  expect((await clientsSeenBy(signatory)).filter(({ role }) => role === 'signatory')).toEqual([])
})

test('who may let a system act as whom', async () => {
  const { as, officer, signatory, analyst, approver, foreigner } = await aRound(db)
  const register = async (viewer: Viewer, whom: AuthorityViewer | OfficeViewer) =>
    registerClient(as(viewer), {
      name,
      publicJwk: await aClientKey(),
      membershipId: await membershipIdOf(db, whom),
    }).then(
      () => 'registered',
      ({ code }) => code,
    )

  expect(await register(officer, signatory)).toBe('NOT_YOUR_CLIENT')
  expect(await register(foreigner, officer)).toBe('NOT_FOUND')
  expect(await register(analyst, officer)).toBe('NOT_YOUR_CLIENT')
  expect(await register(analyst, signatory)).toBe('NOT_YOUR_CLIENT')
  expect(await register(approver, analyst)).toBe('NOT_YOUR_CLIENT')
  expect(await register(analyst, approver)).toBe('OFFICE_PEOPLE')
  expect(await register(signatory, officer)).toBe('registered')
  expect(await register(approver, approver)).toBe('registered')
})
