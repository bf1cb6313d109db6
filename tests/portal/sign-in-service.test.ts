import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { asViewer } from '@rollcall/database/transaction'
import type { PersonId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { authentication } from '@rollcall/portal/authentication'
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRound, keys } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { portalUrl, testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const clock = { now: () => new Date() }

/** A sign-in service of its own: it publishes its keys and signs tokens with them. */
let service: { readonly issuer: string; readonly server: Server; readonly key: CryptoKey }
let isAway = false
beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  const server = createServer(({ url }, answer) => {
    const issuer = issuerOf(server)
    const says: Record<string, object> = {
      '/.well-known/openid-configuration': { issuer, jwks_uri: `${issuer}/keys` },
      '/keys': { keys: [jwk] },
    }
    const body = isAway ? undefined : says[url ?? '']
    answer.writeHead(body ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  service = { issuer: issuerOf(server), server, key: privateKey }
})
afterAll(() => new Promise((resolve) => service.server.close(resolve)))
const issuerOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

// Made when first asked, since the service's address is not known before.
let known: ReturnType<typeof authentication> | undefined
const portal = testPortal(db, {
  authenticate: (request) => {
    known ??= authentication({
      ...{ db, keys, clock, portalUrl },
      service: { issuer: service.issuer, audience: 'rollcall' },
    })
    return known(request)
  },
})

const token = (claims: JWTPayload, key = service.key) =>
  new SignJWT({
    iss: service.issuer,
    aud: 'rollcall',
    exp: Math.floor(Date.now() / 1000) + 300,
    tid: 'tenant',
    sub: 'changes by application',
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'one' })
    .sign(key)

const ask = (bearer: string, headers: Record<string, string> = {}) =>
  portal.app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${bearer}`, ...headers } })

async function anIdentity(
  personId: PersonId,
  { tenant = 'tenant', subject = crypto.randomUUID() as string } = {},
) {
  await asViewer(db, system, (trx) =>
    trx.insertInto('identities').values({ personId, issuer: service.issuer, tenant, subject }).execute(),
  )
  return subject
}

test('while the sign-in service cannot be reached its tokens are put off, not refused', async () => {
  isAway = true
  const answer = await ask(await token({ oid: 'x' }))
  isAway = false

  expect(answer.statusCode).toBe(503)
  expect(answer.headers['retry-after']).toBe('10')
  expect(answer.json().code).toBe('SIGN_IN_SERVICE_AWAY')
})

test('a person whom the sign-in service names by tenant and object id is let in', async () => {
  const { officer } = await aRound(db)
  const oid = await anIdentity(officer.personId)

  const answer = await ask(await token({ oid }))

  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({ person: { personId: officer.personId }, clientId: null })
})

test('a service without tenants names people by subject', async () => {
  const { analyst } = await aRound(db)
  const sub = await anIdentity(analyst.personId, { tenant: '' })

  const answer = await ask(await token({ sub, tid: undefined }))

  expect(answer.json()).toMatchObject({ person: { personId: analyst.personId } })
})

test('the same object id in another tenant is another person', async () => {
  const { officer } = await aRound(db)
  const oid = await anIdentity(officer.personId)

  const answer = await ask(await token({ oid, tid: 'another' }))

  expect(answer.statusCode).toBe(403)
  expect(answer.json().code).toBe('NOT_A_MEMBER')
})

test('a person with several memberships says which one they act as', async () => {
  const { officer, foreigner } = await aRound(db)
  const oid = await anIdentity(officer.personId)
  const memberships = await asViewer(db, system, async (trx) => {
    await trx
      .insertInto('memberships')
      .values({
        personId: officer.personId,
        authorityId: foreigner.authorityId,
        role: 'signatory',
        invitedBy: null,
        endedBy: null,
        endedAt: null,
        handedTo: null,
      })
      .execute()
    return await trx.selectFrom('memberships').selectAll().where('personId', '=', officer.personId).execute()
  })
  const bearer = await token({ oid })

  const unsaid = await ask(bearer)
  expect([unsaid.statusCode, unsaid.json().code]).toEqual([400, 'MEMBERSHIP_NEEDED'])
  for (const { id, role, authorityId } of memberships) {
    expect(unsaid.json().detail).toContain(id)
    const said = await ask(bearer, { 'rollcall-membership': id })
    expect(said.json().membership).toMatchObject({ membershipId: id, role, authorityId })
    expect(said.json().memberships).toHaveLength(2)
  }
  const wrong = await ask(bearer, { 'rollcall-membership': crypto.randomUUID() })
  expect([wrong.statusCode, wrong.json().code]).toEqual([403, 'MEMBERSHIP_WRONG'])
})

test('a token for another audience, of another issuer, expired or signed by another is refused', async () => {
  const { officer } = await aRound(db)
  const oid = await anIdentity(officer.personId)
  const { privateKey: another } = await generateKeyPair('RS256')
  const shared = await new SignJWT({ iss: service.issuer, aud: 'rollcall', sub: 'x', oid, tid: 'tenant' })
    .setProtectedHeader({ alg: 'HS256', kid: 'one' })
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode('a secret that is long enough to be one'))

  const wrong = [
    await token({ oid, aud: 'another' }),
    await token({ oid, iss: 'https://another.example' }),
    await token({ oid, exp: Math.floor(Date.now() / 1000) - 60 }),
    await token({ oid }, another),
    shared,
  ]
  for (const each of wrong) {
    const answer = await ask(each)
    expect([answer.statusCode, answer.json().code], each).toEqual([401, 'TOKEN_WRONG'])
  }
})

test('whoever has left is known no more', async () => {
  const { officer } = await aRound(db)
  const oid = await anIdentity(officer.personId)
  await asViewer(db, system, (trx) =>
    trx
      .updateTable('memberships')
      .set({ endedAt: new Date() })
      .where('personId', '=', officer.personId)
      .execute(),
  )

  expect((await ask(await token({ oid }))).json().code).toBe('NOT_A_MEMBER')
})
