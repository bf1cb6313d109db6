import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { authentication } from '@rollcall/portal/authentication'
import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { aRound, keys } from '../support/builders.ts'
import { aClient, tokenRequest } from '../support/clients.ts'
import { testDatabase } from '../support/database.ts'
import { portalUrl, testPortal } from '../support/portal.ts'

const { db } = testDatabase()
let minutesOn = 0
const clock = { now: () => new Date(Date.now() + minutesOn * 60_000) }
const authenticate = authentication({ db, keys, clock, portalUrl })
const portal = testPortal(db, { clock, authenticate })
const anotherPortal = testPortal(db, { clock, authenticate })

const ask = (token: string) =>
  portal.app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${token}` } })

async function aToken() {
  const { officer, signatory, approver } = await aRound(db)
  const client = await aClient(db, officer)
  const given = await portal.app.inject(tokenRequest(await client.assertion()))
  return { officer, signatory, approver, client, given, token: given.json().access_token as string }
}

test('a system signs in with an assertion and asks in the name of the person it acts as', async () => {
  const { officer, client, given, token } = await aToken()

  expect(given.statusCode).toBe(200)
  expect(given.headers['cache-control']).toBe('no-store')
  expect(given.json()).toEqual({ access_token: token, token_type: 'Bearer', expires_in: 600 })
  expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' })
  expect(decodeJwt(token)).toMatchObject({ iss: portalUrl, aud: portalUrl, sub: client.clientId })
  expect((await ask(token)).json()).toMatchObject({
    person: { personId: officer.personId },
    membership: { role: 'officer' },
    clientId: client.clientId,
  })
})

test('an assertion may name the portal itself instead of the address it is sent to', async () => {
  const { officer } = await aRound(db)
  const client = await aClient(db, officer)

  const given = await portal.app.inject(tokenRequest(await client.assertion({ aud: portalUrl })))

  expect(given.statusCode).toBe(200)
})

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds

test.each([
  ['for somebody else', { aud: 'https://other.example' }, 'aud is missing or wrong.'],
  ['that has expired', { exp: inSeconds(-60) }, 'The assertion has expired.'],
  ['that lasts too long', { exp: inSeconds(3600) }, 'exp must be at most five minutes ahead.'],
  ['without a jti', { jti: '' }, 'jti must have 1 to 200 letters, digits and signs.'],
  ['whose jti is no text', { jti: 'a\0b' }, 'jti must have 1 to 200 letters, digits and signs.'],
  ['of an unknown client', { sub: crypto.randomUUID() }, 'No client has the id in sub.'],
  ['whose sub is no id', { sub: 'me' }, 'No client has the id in sub.'],
  ['made by another', { iss: 'me' }, 'iss and sub must both be the id of the client.'],
])('an assertion %s is refused', async (_what, claims, description) => {
  const { officer } = await aRound(db)
  const client = await aClient(db, officer)

  const answer = await portal.app.inject(tokenRequest(await client.assertion(claims)))

  expect(answer.statusCode).toBe(401)
  expect(answer.json()).toEqual({ error: 'invalid_client', error_description: description })
})

test('an assertion signed with another key, with a shared secret or not at all is refused', async () => {
  const { officer } = await aRound(db)
  const client = await aClient(db, officer)
  const { privateKey: another } = await generateKeyPair('ES256')
  const secret = new TextEncoder().encode(JSON.stringify({ kty: 'EC' }).padEnd(32))
  const good = await client.assertion()
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${good.split('.')[1]}.`

  const wrong = [
    await client.assertion({}, { key: another }),
    await client.assertion({}, { key: secret, alg: 'HS256' }),
    unsigned,
    'not a token',
  ]
  for (const assertion of wrong) {
    const answer = await portal.app.inject(tokenRequest(assertion))
    expect(answer.statusCode, answer.body).toBe(401)
    expect(answer.json().error).toBe('invalid_client')
  }
})

test('an assertion is good once, in whichever portal', async () => {
  const { officer } = await aRound(db)
  const client = await aClient(db, officer)
  const assertion = await client.assertion()

  const answers = await Promise.all(
    [portal, anotherPortal, portal, anotherPortal].map(({ app }) => app.inject(tokenRequest(assertion))),
  )

  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 401, 401, 401])
})

test('a form that asks for something else is told what to send', async () => {
  const { officer } = await aRound(db)
  const client = await aClient(db, officer)
  const form = tokenRequest(await client.assertion(), { grant_type: 'password' })

  const other = await portal.app.inject(form)
  const empty = await portal.app.inject({ ...form, payload: '' })

  expect([other.statusCode, other.json().error]).toEqual([400, 'unsupported_grant_type'])
  expect([empty.statusCode, empty.json().error]).toEqual([400, 'invalid_request'])
})

test('a token stops working when it expires', async () => {
  const { token } = await aToken()

  minutesOn = 11
  const answer = await ask(token)
  minutesOn = 0

  expect(answer.statusCode).toBe(401)
  expect(answer.headers['www-authenticate']).toBe('Bearer realm="Rollcall", error="invalid_token"')
  expect(answer.json().code).toBe('TOKEN_WRONG')
})

test('a token stops working at once when its client is removed, or the membership ends', async () => {
  const [one, other] = [await aToken(), await aToken()]
  const now = new Date()
  await asViewer(db, system, async (trx) => {
    await trx.updateTable('clients').set({ removedAt: now }).where('id', '=', one.client.clientId).execute()
    await trx
      .updateTable('memberships')
      .set({ endedAt: now })
      .where('id', '=', other.client.membershipId)
      .execute()
  })

  expect((await ask(one.token)).json().code).toBe('TOKEN_WRONG')
  expect((await ask(other.token)).json().code).toBe('TOKEN_WRONG')
  expect((await portal.app.inject(tokenRequest(await one.client.assertion()))).statusCode).toBe(401)
})

test('a token of another portal, altered, unsigned or of another kind is refused', async () => {
  const { token, client } = await aToken()
  const [header = '', claims = '', signature = ''] = token.split('.')
  const altered = { ...decodeJwt(token), membership: crypto.randomUUID() }
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const { privateKey } = await generateKeyPair('ES256')
  const forged = await new SignJWT(decodeJwt(token))
    .setProtectedHeader({ ...decodeProtectedHeader(token), alg: 'ES256' })
    .sign(privateKey)

  const wrong = [
    `${header}.${encode(altered)}.${signature}`,
    `${encode({ alg: 'none', typ: 'at+jwt' })}.${claims}.`,
    `${header}.${claims}.`,
    forged,
    await client.assertion({ iss: portalUrl, aud: portalUrl }),
    await client.assertion(),
    'nonsense',
  ]
  for (const each of wrong) expect((await ask(each)).statusCode, each).toBe(401)
})

test('a role of another kind of authorization is told so', async () => {
  const answer = await portal.app.inject({ url: '/api/v1/me', headers: { authorization: 'Basic eDp5' } })

  expect(answer.statusCode).toBe(401)
})

test('a new signing key signs at once, and the old one is published until its tokens have expired', async () => {
  const { token: old, approver } = await aToken()
  const published = async () => {
    const answer = await portal.app.inject({ url: '/.well-known/jwks.json' })
    return (answer.json().keys as { kid: string }[]).map(({ kid }) => kid)
  }
  const approving = await aClient(db, approver)
  const { access_token } = (await portal.app.inject(tokenRequest(await approving.assertion()))).json()

  const rotated = await portal.app.inject({
    method: 'POST',
    url: '/api/v1/keys/signing-rotation',
    headers: { authorization: `Bearer ${access_token}` },
  })
  const { token: fresh } = await aToken()

  expect(rotated.statusCode).toBe(201)
  const { kid } = rotated.json()
  expect(decodeProtectedHeader(fresh).kid).toBe(kid)
  expect(decodeProtectedHeader(old).kid).not.toBe(kid)
  expect((await ask(old)).statusCode).toBe(200)
  expect(await published()).toEqual([kid, decodeProtectedHeader(old).kid])
  minutesOn = 25
  expect(await published()).toEqual([kid])
  minutesOn = 0
})

test('published keys say nothing private, and are kept sealed', async () => {
  await aToken()
  const answer = await portal.app.inject({ url: '/.well-known/jwks.json' })
  const rows = await asViewer(db, system, (trx) => trx.selectFrom('portalKeys').selectAll().execute())

  expect(answer.headers['cache-control']).toBe('public, max-age=60')
  expect(Object.keys(answer.json().keys[0]).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'])
  expect(JSON.stringify(rows)).not.toContain('"d"')
})

test('tokens and assertions are not logged', async () => {
  const { token, client } = await aToken()
  const assertion = await client.assertion({ exp: inSeconds(-60) })
  await portal.app.inject(tokenRequest(assertion))
  await ask(token)

  expect(portal.logged.length).toBeGreaterThan(5)
  expect(portal.logged.join('\n')).not.toContain(token.split('.')[2])
  expect(portal.logged.join('\n')).not.toContain(assertion.split('.')[2])
})
