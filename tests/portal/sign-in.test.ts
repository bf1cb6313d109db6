import { makeSignInLink } from '@rollcall/actions/make-sign-in-link'
import { asViewer } from '@rollcall/database/transaction'
import { type AuthorityViewer, system } from '@rollcall/domain/viewer'
import { authentication } from '@rollcall/portal/authentication'
import { expect, test } from 'vitest'
import { aRound, contextOf, keys } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { portalUrl, testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const clock = { now: () => new Date() }
const portal = testPortal(db, { authenticate: authentication({ db, keys, clock, portalUrl }) })

const ours = { origin: portalUrl }
/** What a page says, without its tags. */
const wordsOf = (page: string) => page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

async function aLink(viewer?: AuthorityViewer) {
  const person = viewer ?? (await aRound(db)).officer
  const { id: membershipId } = await asViewer(db, system, (trx) =>
    trx
      .selectFrom('memberships')
      .select('id')
      .where('personId', '=', person.personId)
      .executeTakeFirstOrThrow(),
  )
  const { token } = await makeSignInLink(contextOf(db, system, { now: new Date() }), { membershipId })
  return { url: `/sign-in/${token}`, token, person }
}

async function aSession() {
  const link = await aLink()
  const answer = await portal.app.inject({ method: 'POST', url: link.url, headers: ours })
  const [cookie] = answer.cookies
  if (!cookie) throw new Error(`no cookie: ${answer.body}`)
  return { ...link, answer, cookie, headers: { cookie: `${cookie.name}=${cookie.value}` } }
}

test('a link shows a button, and looking at it uses nothing up', async () => {
  const { url } = await aLink()

  for (const method of ['GET', 'HEAD', 'GET'] as const) {
    const page = await portal.app.inject({ method, url })
    expect(page.statusCode).toBe(200)
    expect(page.cookies).toEqual([])
  }
  const answer = await portal.app.inject({ method: 'POST', url, headers: ours })

  expect(answer.statusCode).toBe(303)
  expect(answer.headers.location).toBe('/')
})

test('the cookie of a session is for this host, over TLS, and no script’s to read', async () => {
  const { cookie } = await aSession()

  expect(cookie).toMatchObject({
    name: '__Host-rollcall',
    path: '/',
    httpOnly: true,
    secure: true,
    sameSite: 'Lax',
  })
  expect(cookie).not.toHaveProperty('domain')
})

test('a link signs in once', async () => {
  const { url } = await aSession()

  const again = await portal.app.inject({ method: 'POST', url, headers: ours })

  expect(again.statusCode).toBe(401)
  expect(again.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(again.body).toContain('This link has been used before or is too old.')
})

test('another site cannot sign somebody in', async () => {
  const { url } = await aLink()

  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, {}]) {
    const answer = await portal.app.inject({ method: 'POST', url, headers })
    expect(answer.statusCode).toBe(403)
  }
  const answer = await portal.app.inject({
    method: 'POST',
    url,
    headers: { origin: 'null', 'sec-fetch-site': 'same-origin' },
  })
  expect(answer.statusCode).toBe(303)
})

test('the first page says who is signed in and what they are asked', async () => {
  const { headers } = await aSession()

  const page = await portal.app.inject({ url: '/', headers })

  expect(page.statusCode).toBe(200)
  expect(wordsOf(page.body)).toContain('You act as data officer for Birmingham .')
  expect(wordsOf(page.body)).toMatch(
    /To do Children in illegal homes, September 2024 Send your return Due on 31 October 2024 : \d+ days late Not started/,
  )
  expect(page.body).not.toMatch(/<script(?! type="module" src=)|<style| style=| on[a-z]+=/)
})

test('whoever is not signed in is told how to', async () => {
  const page = await portal.app.inject({ url: '/' })

  expect(page.body).toContain('You are not signed in.')
})

test('with a cookie the API can be read, and changed only by a page of the portal', async () => {
  const { headers } = await aSession()
  const change = (more: Record<string, string>) =>
    portal.app.inject({
      method: 'POST',
      url: '/api/v1/keys/signing-rotation',
      headers: { ...headers, ...more },
    })

  expect((await portal.app.inject({ url: '/api/v1/me', headers })).statusCode).toBe(200)
  for (const wrong of [
    {},
    ours,
    { 'x-rollcall': '1' },
    { origin: 'https://evil.example', 'x-rollcall': '1' },
    { 'sec-fetch-site': 'same-site', 'x-rollcall': '1' },
  ]) {
    const refused = await change(wrong)
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'CROSS_SITE'])
  }
  const disguised = await portal.app.inject({
    ...{ method: 'POST', url: '/%61pi/v1/keys/signing-rotation', headers: { ...headers, ...ours } },
  })
  expect([disguised.statusCode, disguised.json().code]).toEqual([403, 'CROSS_SITE'])
  const allowed = await change({ ...ours, 'x-rollcall': '1' })
  expect(allowed.json().code).toBe('NOT_ALLOWED')
})

test('signing out ends the session, not only the cookie', async () => {
  const { headers } = await aSession()

  const foreign = await portal.app.inject({ method: 'POST', url: '/sign-out', headers })
  expect(foreign.statusCode).toBe(403)
  const out = await portal.app.inject({ method: 'POST', url: '/sign-out', headers: { ...headers, ...ours } })

  expect(out.statusCode).toBe(303)
  expect(out.cookies[0]).toMatchObject({ name: '__Host-rollcall', value: '' })
  expect((await portal.app.inject({ url: '/api/v1/me', headers })).statusCode).toBe(401)
})

test('links and sessions are neither logged nor kept as they are', async () => {
  const { token, cookie } = await aSession()
  const rows = await asViewer(db, system, async (trx) => [
    await trx.selectFrom('sessions').selectAll().execute(),
    await trx.selectFrom('signInLinks').selectAll().execute(),
  ])

  for (const secret of [token, cookie.value]) {
    expect(portal.logged.join('\n')).not.toContain(secret)
    expect(JSON.stringify(rows)).not.toContain(secret)
  }
})
