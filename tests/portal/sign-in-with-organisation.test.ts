import { insertIdentity } from '@rollcall/database/identities'
import { asViewer } from '@rollcall/database/transaction'
import type { PersonId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { authentication } from '@rollcall/portal/authentication'
import { usualLimits } from '@rollcall/portal/rate-limits'
import { expect, test } from 'vitest'
import { aRound, keys } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { testOidcProvider } from '../support/oidc-provider.ts'
import { portalUrl, testPortal } from '../support/portal.ts'
import { aBrowser, type TestBrowser } from '../support/sign-in.ts'

const { db } = testDatabase()
const provider = await testOidcProvider({ clientSecret: 'known to both' })
const clock = { now: () => new Date() }
const often = { ...usualLimits, guesses: 10_000 }
const authenticate = authentication({ db, keys, clock, portalUrl })
const portal = testPortal(db, { authenticate, limits: often, organisation: provider.organisation })
const without = testPortal(db, { authenticate })

const { issuer } = provider.organisation
const linked = async (personId: PersonId, subject: string = crypto.randomUUID()) => {
  await asViewer(db, system, (trx) => insertIdentity(trx, { personId, issuer, subject }))
  return subject
}
const pathOf = (address: string) => address.slice(portalUrl.length)
/** Sets out for the organisation, and says where the browser was sent. */
const begin = async (own: TestBrowser, next?: string) =>
  String((await own.post('/sign-in/organisation', next ? { next } : {})).headers.location)
const whoIs = async (own: TestBrowser) => {
  const answer = await own.get('/api/v1/me')
  return answer.statusCode === 200 ? answer.json().person.personId : answer.json().code
}
const journey = '__Host-rollcall-journey'

test('a person signs in at their organisation and goes on to where they were going', async () => {
  const { officer } = await aRound(db)
  const subject = await linked(officer.personId)
  const own = aBrowser(portal.app)

  const page = await own.get('/sign-in?next=/people')
  expect(page.body).toContain('Continue with your work account')
  const back = await provider.signIn(await begin(own, '/people'), subject)
  const done = await own.get(pathOf(back))

  expect([done.statusCode, done.headers.location]).toEqual([303, '/people'])
  expect(await whoIs(own)).toBe(officer.personId)
  expect(own.cookies.has(journey)).toBe(false)
  const events = await asViewer(db, officer, (trx) =>
    trx.selectFrom('auditEvents').select(['type', 'details']).orderBy('seq').execute(),
  )
  expect(events.at(-1)).toMatchObject({ type: 'signed in', details: { way: 'organisation' } })
})

test('what is asked of the service is bound to this browser, this moment and this portal', async () => {
  const own = aBrowser(portal.app)
  const asked = new URL(await begin(own)).searchParams

  expect(Object.fromEntries(asked)).toMatchObject({
    ...{
      response_type: 'code',
      client_id: 'rollcall',
      scope: 'openid profile',
      code_challenge_method: 'S256',
    },
    redirect_uri: `${portalUrl}/sign-in/organisation/return`,
  })
  for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThan(40)
  const again = new URL(await begin(own)).searchParams
  for (const name of ['state', 'nonce', 'code_challenge']) expect(again.get(name)).not.toBe(asked.get(name))
})

test('only a page of ours sets out, and only its forms may lead away', async () => {
  const own = aBrowser(portal.app)
  for (const headers of [{ origin: 'https://evil.example' }, {}])
    expect((await own.post('/sign-in/organisation', {}, headers)).statusCode).toBe(403)

  const policyOf = async (url: string) =>
    /form-action [^;]*/.exec(String((await own.get(url)).headers['content-security-policy']))?.[0]
  expect(await policyOf('/sign-in')).toBe(`form-action 'self' ${issuer}`)
  expect(await policyOf('/help')).toBe("form-action 'self'")
})

test('what the browser keeps on the way is sealed, for this host, ten minutes and no script', async () => {
  const answer = await aBrowser(portal.app).post('/sign-in/organisation', {})
  const [cookie] = answer.cookies
  const asked = new URL(String(answer.headers.location)).searchParams

  expect(cookie).toMatchObject({
    ...{ name: journey, path: '/', httpOnly: true, secure: true, sameSite: 'Lax', maxAge: 600 },
  })
  const plain = Buffer.from(cookie?.value ?? '', 'base64url').toString('latin1')
  for (const name of ['state', 'nonce']) expect(plain).not.toContain(asked.get(name))
})

test('whom nobody has linked is told how to get in, and no address helps', async () => {
  await aRound(db)
  const own = aBrowser(portal.app)
  const page = await own.get(pathOf(await provider.signIn(await begin(own), crypto.randomUUID())))

  expect(page.statusCode).toBe(403)
  expect(page.body).toContain('Open the link in your invitation')
  expect(page.body).toContain('href="/sign-in"')
  expect(await whoIs(own)).toBe('SIGNED_OUT')
})

test('somebody who has left is known no more', async () => {
  const { officer } = await aRound(db)
  const subject = await linked(officer.personId)
  await asViewer(db, system, (trx) =>
    trx
      .updateTable('memberships')
      .set({ endedAt: new Date() })
      .where('personId', '=', officer.personId)
      .execute(),
  )
  const own = aBrowser(portal.app)

  expect((await own.get(pathOf(await provider.signIn(await begin(own), subject)))).statusCode).toBe(403)
})

test('coming back twice signs in once, even with the cookie of before', async () => {
  const { officer } = await aRound(db)
  const subject = await linked(officer.personId)
  const own = aBrowser(portal.app)
  const back = pathOf(await provider.signIn(await begin(own), subject))
  const kept = own.copy()
  await own.get(back)

  const again = await own.get(back)
  expect([again.statusCode, again.body.includes('Begin again')]).toEqual([403, true])
  const replayed = await kept.get(back)
  expect([replayed.statusCode, replayed.body.includes('Begin again')]).toEqual([403, true])
  expect(await whoIs(kept)).toBe('SIGNED_OUT')
})

test('nobody is signed in as somebody else: another’s way back is refused in this browser', async () => {
  const { officer, signatory } = await aRound(db)
  const attacker = aBrowser(portal.app)
  const attackers = await provider.signIn(await begin(attacker), await linked(signatory.personId))

  // Neither a browser that never set out, nor one that did, nor one that is given the other's code under its own state.
  const victim = aBrowser(portal.app)
  expect((await victim.get(pathOf(attackers))).statusCode).toBe(403)
  const own = new URL(await provider.signIn(await begin(victim), await linked(officer.personId)))
  expect((await victim.copy().get(pathOf(attackers))).statusCode).toBe(403)
  const mixed = new URL(own)
  mixed.searchParams.set('code', new URL(attackers).searchParams.get('code') ?? '')
  expect((await victim.copy().get(pathOf(mixed.href))).statusCode).toBe(403)
  expect((await victim.get(pathOf(own.href))).statusCode).toBe(303)
  expect(await whoIs(victim)).toBe(officer.personId)
})

test.each([
  ['another state', 'state', 'x'.repeat(43)],
  ['another nonce', 'nonce', 'x'.repeat(43)],
  ['another challenge', 'code_challenge', 'x'.repeat(43)],
])('%s than was sent out is refused', async (_, name, value) => {
  const { officer } = await aRound(db)
  const subject = await linked(officer.personId)
  const own = aBrowser(portal.app)
  const address = new URL(await begin(own))
  address.searchParams.set(name, value)

  const answer = await own.get(pathOf(await provider.signIn(address.href, subject)))

  expect([answer.statusCode, answer.body.includes('Begin again')]).toEqual([403, true])
  expect(await whoIs(own)).toBe('SIGNED_OUT')
})

test('without a challenge the service itself refuses, and the page says that nobody is signed in', async () => {
  const own = aBrowser(portal.app)
  const address = new URL(await begin(own))
  address.searchParams.delete('code_challenge')
  address.searchParams.delete('code_challenge_method')
  const answer = await own.get(pathOf(await provider.signIn(address.href, 'x')))

  expect([answer.statusCode, answer.body.includes('You are not signed in')]).toEqual([403, true])
})

test('somebody who stops at their organisation is told what to do', async () => {
  const own = aBrowser(portal.app)
  const state = new URL(await begin(own)).searchParams.get('state')
  const iss = encodeURIComponent(issuer)
  const answer = await own.get(`/sign-in/organisation/return?error=access_denied&state=${state}&iss=${iss}`)

  expect([answer.statusCode, answer.body.includes('did not sign you in')]).toEqual([403, true])
})

test('a cookie that we did not seal, or that is too old, is nothing', async () => {
  const { officer } = await aRound(db)
  const own = aBrowser(portal.app)
  const back = pathOf(await provider.signIn(await begin(own), await linked(officer.personId)))
  for (const value of [
    'made-up',
    '',
    `${own.cookies.get(journey)}A`,
    own.cookies.get(journey)?.slice(0, -4) ?? '',
  ]) {
    const other = own.copy()
    other.cookies.set(journey, value)
    expect((await other.get(back)).statusCode).toBe(403)
  }
})

test('while the service cannot be reached the page says so, and names the other way', async () => {
  const fresh = aBrowser(away.app)
  await provider.stop()
  const answer = await fresh.post('/sign-in/organisation', {})
  const page = await fresh.get('/sign-in')
  await provider.start()

  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '10'])
  expect(answer.body).toContain('get a code by e-mail')
  // Whoever keeps the portal running is told why.
  expect(away.logged.join('')).toContain('ECONNREFUSED')
  expect(page.statusCode).toBe(200)
  // What was not known is asked for again.
  expect((await fresh.post('/sign-in/organisation', {})).statusCode).toBe(303)
})
const away = testPortal(db, { authenticate, organisation: provider.organisation })

test('a portal without such a service does not speak of it', async () => {
  const own = aBrowser(without.app)

  expect((await own.get('/sign-in')).body).not.toContain('work account')
  expect((await own.post('/sign-in/organisation', {})).statusCode).toBe(404)
  expect((await own.get('/sign-in/organisation/return?code=x')).statusCode).toBe(404)
})

test('codes, tokens and what a service says of people are in no log', async () => {
  const { officer } = await aRound(db)
  const own = aBrowser(portal.app)
  const back = await provider.signIn(await begin(own), await linked(officer.personId))
  await own.get(pathOf(back))

  const { searchParams } = new URL(back)
  for (const secret of [
    searchParams.get('code'),
    searchParams.get('state'),
    own.cookies.get('__Host-rollcall'),
  ])
    expect(portal.logged.join('\n')).not.toContain(String(secret))
  // Of a sign-in that was refused, why: and not whose.
  expect(portal.logged.join('')).toContain('unexpected ID Token \\"nonce\\" claim value')
  expect(portal.logged.join('')).not.toContain('anybody@camden.example')
})
