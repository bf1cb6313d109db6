import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import { type ListedRoute, routesOf } from '@rollcall/portal/route-list'
import { beforeAll, expect, test } from 'vitest'
import { aClientKey, aDataRequest, type Cast, usualRound } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { type Holdings, holdingsOf } from '../support/holdings.ts'
import { testPortal } from '../support/portal.ts'
import { routeCases } from '../support/route-cases.ts'

const { db } = testDatabase()
const often = { reads: 100_000, changes: 100_000, unknown: 100_000, guesses: 100_000 }
const portal = testPortal(db, { limits: often })

let cast: Cast
let ids: Holdings
let publicJwk: object
let address: URL
beforeAll(async () => {
  const asked = await aDataRequest(db)
  cast = asked
  ids = await holdingsOf(db, asked, { ...asked, code: '330' })
  publicJwk = { ...(await aClientKey()), kid: 'first' }
  address = new URL(await portal.app.listen({ port: 0, host: '127.0.0.1' }))
}, 60_000)

/** What else of a body a route reads than what its case has. */
const more: Readonly<Record<string, () => object>> = {
  'POST /rounds': () => ({ ...usualRound, publishOn: '2025-01-01', authorities: ['330'] }),
  'PATCH /rounds/:roundId': () => ({ ...usualRound, publishOn: '2025-01-01', authorities: ['330'] }),
  'POST /rounds/:roundId/snapshots': () => ({ note: 'As they stand.' }),
  'POST /clients': () => ({ publicJwk }),
  'POST /data-requests/:dataRequestId/sign-off': () => ({
    ...{ statement: statementOfTruth, sha256: '0'.repeat(64) },
  }),
}

/** Every address of the API that reads a body, with one it could be sent. */
const readers = () =>
  routesOf(portal.app).flatMap((route) => {
    if (!route.url.startsWith('/api/')) return []
    const name = `${route.method} ${route.url.replace('/api/v1', '')}`
    const body = { ...routeCases[name]?.payload, ...more[name]?.() }
    return Object.keys(body).length > 0 ? [{ name, route, body }] : []
  })

async function ask({ method, url }: Pick<ListedRoute, 'method' | 'url'>, name: string, payload?: object) {
  const { who, takes = {}, shared = {} } = routeCases[name] ?? { who: 'officer' }
  const path = url.replace(
    /:(\w+)/g,
    (_, id: string) => shared[id] ?? ids[(takes[id] ?? id) as keyof Holdings] ?? id,
  )
  const headers = method === 'PATCH' ? { 'if-match': '"1"' } : {}
  return await portal.as(cast[who])({
    ...{ method: method as 'GET', url: path, headers },
    ...(payload && { payload }),
  })
}

type Path = readonly string[]

/** Where in a body texts are. */
const textsIn = (value: unknown, path: Path = []): Path[] =>
  typeof value === 'string'
    ? [path]
    : Object.entries(value ?? {}).flatMap(([name, inner]) => textsIn(inner, [...path, name]))

const withText = (value: unknown, [first, ...rest]: Path, said: string): unknown => {
  if (first === undefined) return said
  const changed = withText((value as Record<string, unknown>)[first], rest, said)
  return Array.isArray(value) ? [changed] : { ...(value as object), [first]: changed }
}

test('a text that nothing can hold is refused at its place, wherever it is sent', async () => {
  for (const { name, route, body } of readers()) {
    for (const path of textsIn(body)) {
      for (const said of ['a\0b', 'half of \ud83d']) {
        const answer = await ask(route, name, withText(body, path, said) as object)
        expect([name, path, answer.statusCode]).toEqual([name, path, 422])
        expect(answer.json().errors).toContainEqual({
          detail: expect.stringContaining('no part of any text'),
          pointer: `#/${path.join('/')}`,
        })
      }
    }
  }
})

test('a day of the year 0 is no day', async () => {
  const days = readers().flatMap(({ body, ...reader }) =>
    textsIn(body).flatMap((path) =>
      /(?:On|until)$/.test(path.at(-1) ?? '') ? { ...reader, body, path } : [],
    ),
  )
  expect(days.length).toBeGreaterThan(8)
  for (const { name, route, body, path } of days) {
    const answer = await ask(route, name, withText(body, path, '0000-01-01') as object)
    expect([name, path, answer.statusCode]).toEqual([name, path, 422])
  }
})

test('what is asked for with such a text is refused too, in an address and in a cursor', async () => {
  const written = (after: unknown) => Buffer.from(JSON.stringify(after)).toString('base64url')
  const place = { referenceOn: '2025-01-01', authorityCode: '330', id: crypto.randomUUID() }
  const addresses = [
    '/api/v1/audit-events?type=%00',
    `/api/v1/data-requests?cursor=${written({ ...place, authorityCode: '\0' })}`,
    `/api/v1/data-requests?cursor=${written({ ...place, referenceOn: '0000-01-01' })}`,
    '/api/v1/data-requests?limit=-1',
    '/api/v1/data-requests?limit=1&limit=2',
  ]
  for (const url of addresses) {
    const answer = await ask({ method: 'GET', url }, '')
    expect([url, answer.statusCode]).toEqual([url, 422])
  }
})

test('a body of nothing but brackets is refused, or not read at all', async () => {
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
  const asOfficer = portal.as(cast.officer)
  const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }

  const read = await asOfficer({
    ...{ method: 'POST', url: '/api/v1/clients', headers },
    payload: `{"name":"CaseFlow","publicJwk":{"kty":${deep(400_000)}}}`,
  })
  const unread = await portal.as(cast.approver)({
    ...{ method: 'POST', url: '/api/v1/keys/rotation', headers },
    payload: deep(499_000),
  })

  expect(read.statusCode).toBe(422)
  expect(read.json().errors[0].detail).toBe('Put at most 32 lists or objects into one another.')
  expect(unread.statusCode).toBe(200)
})

/** What the portal answers to bytes that no client of ours would send. */
async function rawly(line: string, headers: readonly string[] = [], body = ''): Promise<string> {
  const socket = connect(Number(address.port), address.hostname)
  const length = `Content-Length: ${Buffer.byteLength(body)}`
  socket.write(
    [line, 'Host: rollcall.example', 'Connection: close', length, ...headers, '', body].join('\r\n'),
  )
  return await text(socket)
}

test.each([
  ['GET //// HTTP/1.1', 404],
  ['GET //:99999999 HTTP/1.1', 404],
  ['GET /%ff HTTP/1.1', 400],
  ['GET /api/v1/%ff HTTP/1.1', 400],
  [`GET /api/v1/rounds/${'a'.repeat(200)} HTTP/1.1`, 400],
  ['GET /api/v1/..%2f..%2fetc%2fpasswd HTTP/1.1', 404],
  ['TRACE /api/v1/me HTTP/1.1', 405],
  ['OPTIONS * HTTP/1.1', 404],
])('to %s the portal says what is wrong, and nothing of what was sent', async (line, status) => {
  const answer = await rawly(line)

  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(answer).not.toContain('FST_')
  expect(answer).not.toContain('aaaa')
  if (line.includes('/api/')) expect(answer).toContain('"type":"https://rollcall.example/help/problems/')
})

test('an upload that does not say where its parts end is none', async () => {
  const asOfficer = portal.as(cast.officer)
  const sent = await asOfficer({
    ...{ method: 'POST', url: `/api/v1/data-requests/${ids.dataRequestId}/submissions`, payload: 'x' },
    headers: { 'content-type': 'multipart/form-data' },
  })

  expect(sent.statusCode).toBe(422)
  expect(sent.json().code).toBe('FILE_MISSING')
})

test('of a form with more fields than anybody fills in none is looked at, signed in or not', async () => {
  const fields = Array.from({ length: 2001 }, (_, at) => [`field-${at}`, 'x'] as const)
  const asForm = fields.map(([name, said]) => `${name}=${said}`).join('&')
  const bodies = [
    ['application/x-www-form-urlencoded', asForm],
    ['application/x-www-form-urlencoded', 'email=x&'.repeat(2001)],
    ['application/json', JSON.stringify(Object.fromEntries(fields))],
    ['application/json', JSON.stringify({ email: fields.map(([, said]) => said) })],
  ] as const
  for (const [type, payload] of bodies) {
    const request = { method: 'POST', payload, headers: { 'content-type': type } } as const
    const answers = [
      await portal.app.inject({ ...request, url: '/sign-in' }),
      await portal.as(cast.officer)({ ...request, url: `/data-requests/${ids.dataRequestId}/questions` }),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([413, 413])
  }
})
