import { expect, test } from 'vitest'
import { aRound } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { portalUrl, testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const portal = testPortal(db)

test('an address where nothing is says where to look', async () => {
  const answer = await portal.app.inject({ url: '/api/v1/nothing-here' })

  expect(answer.statusCode).toBe(404)
  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(answer.json()).toEqual({
    type: `${portalUrl}/help/problems/no-such-address`,
    title: 'No such address',
    status: 404,
    detail: 'There is nothing at this address. The page at /api lists every address there is.',
    instance: `urn:uuid:${answer.headers['rollcall-request-id']}`,
    code: 'NO_SUCH_ADDRESS',
  })
})

test('a method that an address does not know is told with those it does', async () => {
  const answer = await portal.app.inject({ method: 'DELETE', url: '/api/v1/collections/illegal-homes' })

  expect(answer.statusCode).toBe(405)
  expect(answer.headers.allow).toBe('GET')
  expect(answer.json().code).toBe('METHOD_NOT_ALLOWED')
})

test('an id that cannot be one is answered as one that is nobody’s', async () => {
  const { officer } = await aRound(db)

  const answer = await portal.as(officer)({ url: '/api/v1/collections/NOT%20AN%20ID' })

  expect(answer.statusCode).toBe(404)
  expect(answer.json().code).toBe('NOT_FOUND')
})

test.each([
  ['{ not json', 'application/json', 400, 'BODY_NOT_JSON'],
  ['', 'application/json', 400, 'BODY_NOT_JSON'],
  ['<a/>', 'application/xml', 415, 'MEDIA_TYPE'],
  [`"${'x'.repeat(1_000_001)}"`, 'application/json', 413, 'BODY_TOO_LARGE'],
])('a body that cannot be read is told why: %.10s as %s', async (payload, type, status, code) => {
  const { approver } = await aRound(db)

  const answer = await portal.as(approver)({
    method: 'POST',
    url: '/api/v1/keys/signing-rotation',
    headers: { 'content-type': type },
    payload,
  })

  expect(answer.statusCode).toBe(status)
  expect(answer.json()).toMatchObject({ status, code })
})

test('nobody unknown has a body read', async () => {
  const answer = await portal.app.inject({
    method: 'POST',
    url: '/api/v1/keys/signing-rotation',
    headers: { 'content-type': 'application/json' },
    payload: '{ not json',
  })

  expect(answer.statusCode).toBe(401)
})

test('whatever the host of a request is said to be, addresses are the portal’s own', async () => {
  const answer = await portal.app.inject({
    url: '/api/v1/nothing-here',
    headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
  })

  expect(answer.body).not.toContain('evil.example')
})

test('pages let a browser do little, and nothing is kept', async () => {
  const { headers } = await portal.app.inject({ url: '/' })

  expect(headers['content-security-policy']).toBe(
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
  )
  expect(headers['cache-control']).toBe('no-store')
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['strict-transport-security']).toContain('max-age=31536000')
})

test('only what never changes may be kept', async () => {
  const page = await portal.app.inject({ url: '/' })
  const path = /href="(\/assets\/[^"]+\.css)"/.exec(page.body)?.[1] ?? ''

  const css = await portal.app.inject({ url: path })

  expect(css.statusCode).toBe(200)
  expect(css.headers['content-type']).toBe('text/css; charset=utf-8')
  expect(css.headers['cache-control']).toBe('public, max-age=31536000, immutable')
})

test('the portal is alive and ready', async () => {
  expect((await portal.app.inject({ url: '/livez' })).json()).toEqual({ status: 'alive' })
  expect((await portal.app.inject({ url: '/readyz' })).json()).toEqual({ status: 'ready' })
})

test('what somebody types into an address, a header or a body is not logged', async () => {
  const { officer } = await aRound(db)
  const upn = 'A123456789012'

  for (const url of [`/api/v1/${upn}`, `/api/v1/me?child=${upn}`, `/${upn}?x=${upn}`, `/sign-in/${upn}`]) {
    await portal.as(officer)({ url, headers: { cookie: `rollcall=${upn}`, 'x-child': upn } })
    await portal.as(officer)({
      method: 'POST',
      url,
      payload: { child: upn },
      headers: { authorization: upn },
    })
  }

  expect(portal.logged.length).toBeGreaterThan(8)
  expect(portal.logged.join('\n')).not.toContain(upn)
  expect(portal.logged.join('\n')).toContain('"route":"/sign-in/:token"')
})
