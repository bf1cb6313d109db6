import { randomUUID } from 'node:crypto'
import { changeWording } from '@rollcall/actions/change-wording'
import { formalRequest } from '@rollcall/domain/letters/of-requests'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import type { AuthorityViewer, OfficeViewer } from '@rollcall/domain/viewer'
import { type ListedRoute, routesOf, type TakenId } from '@rollcall/portal/route-list'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { aClientKey, aDataRequest, aRound, type Cast } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { type Holdings, held, holdingsOf } from '../support/holdings.ts'
import { pageCases } from '../support/page-cases.ts'
import { testPortal } from '../support/portal.ts'
import { aWorkbook } from '../support/returns.ts'
import { type RouteCase, routeCases } from '../support/route-cases.ts'
import { upload } from '../support/upload.ts'

const { db } = testDatabase()
const often = { reads: 100_000, changes: 100_000, unknown: 100_000, guesses: 100_000 }
const portal = testPortal(db, { limits: often })

/** One authority: its people, those of the office, and an id of everything it has. */
interface World {
  readonly people: Readonly<Record<RouteCase['who'], AuthorityViewer | OfficeViewer>>
  readonly ids: Holdings
}
let own: World
let foreign: World
let file: Awaited<ReturnType<typeof upload>>
let publicJwk: object

beforeAll(async () => {
  // Both are asked in one round, and each in another that the other knows nothing of.
  const shared = await aDataRequest(db)
  const ownRound = await aRound(db, { authorities: ['330'] })
  const foreignRound = await aRound(db, { authority: '202', foreignAuthority: '330', authorities: ['202'] })
  own = await worldOf(shared, {
    ...{ code: '330', roundId: ownRound.roundId, dataRequestId: shared.dataRequestId },
  })
  foreign = await worldOf(foreignRound, {
    ...{ code: '202', roundId: foreignRound.roundId, dataRequestId: shared.foreignDataRequestId },
  })
  const { kind, wording } = formalRequest
  const other = { ...wording, subject: 'Please answer: ((round))' }
  await changeWording(shared.as(shared.analyst), { kind, ...other, why: 'Shorter.', read: 0 })
  file = await upload(await aWorkbook())
  publicJwk = await aClientKey()
}, 60_000)

async function worldOf(cast: Cast, place: Parameters<typeof holdingsOf>[2]): Promise<World> {
  const { officer, signatory, analyst, approver } = cast
  return { people: { officer, signatory, analyst, approver }, ids: await holdingsOf(db, cast, place) }
}

const routes = () => routesOf(portal.app).filter(({ isOpen }) => !isOpen)
const isPage = ({ url }: ListedRoute): boolean => !url.startsWith('/api/')
const nameOf = ({ method, url }: ListedRoute): string => `${method} ${url.replace('/api/v1', '')}`
const casesFor = (route: ListedRoute) => (isPage(route) ? pageCases : routeCases)
const caseOf = (route: ListedRoute): RouteCase => {
  const found = casesFor(route)[nameOf(route)]
  if (found === undefined) throw new Error(`${nameOf(route)} has no case in tests/support`)
  return found
}

type Ids = Readonly<Record<string, string>>

/** A request to a route with these ids in all the places where it takes them. */
function requestFor(route: ListedRoute, ids: Ids): InjectOptions {
  const { takes = {}, shared = {}, payload, takesFile } = caseOf(route)
  const idOf = (name: string): string => {
    const id = shared[name] ?? ids[takes[name] ?? name.replace(/Ids$/, 'Id')]
    if (id === undefined)
      throw new Error(`${nameOf(route)} takes ${name}, which tests/support/holdings.ts has none of`)
    return encodeURIComponent(id)
  }
  const given = (place: TakenId['in']) =>
    Object.fromEntries(route.ids.flatMap(({ in: at, name }) => (at === place ? [[name, idOf(name)]] : [])))
  // Where it takes several ids, it is given one.
  const severalOf = ([name, id]: [string, string]) => [name, name.endsWith('Ids') ? [id] : id]
  const url = Object.entries(given('params')).reduce(
    (path, [name, id]) => path.replace(`:${name}`, id),
    route.url,
  )
  const query = new URLSearchParams(given('querystring')).toString()
  const where = { method: route.method as 'GET', url: query ? `${url}?${query}` : url }
  if (takesFile) return { ...where, ...file }
  const headers = route.method === 'PATCH' ? { 'if-match': '"1"' } : {}
  const ofBody = Object.fromEntries(Object.entries(given('body')).map(severalOf))
  const body = { ...payload, ...extraFor(route), ...ofBody }
  return { ...where, headers, ...((payload || Object.keys(body).length > 0) && { payload: body }) }
}

/** What of a body cannot be written down beforehand. */
const extraFor = (route: ListedRoute): object => {
  if (nameOf(route) === 'POST /clients') return { publicJwk }
  if (!nameOf(route).startsWith('POST /data-requests/:dataRequestId/sign-off')) return {}
  return { statement: statementOfTruth, sha256: '0'.repeat(64) }
}

/** The code of a refusal, as systems or people are told it. */
function codeOf({ headers, body }: LightMyRequestResponse): string | undefined {
  if (headers['content-type']?.includes('problem')) return JSON.parse(body).code
  return /<code>([A-Z_]+)<\/code>/.exec(body)?.[1]
}

/** All of an answer but the name of the request, and the number of a form. */
function seen({ statusCode, headers, body }: LightMyRequestResponse) {
  const { 'content-type': type, location, etag, 'cache-control': cache } = headers
  return {
    statusCode,
    type,
    location,
    etag,
    cache,
    body: body.replaceAll(/"instance":"[^"]*",|Reference <code>[^<]*|once=[\w-]{36}/g, ''),
  }
}

const isOffice = ({ who }: RouteCase): boolean => who === 'analyst' || who === 'approver'
const inAuthority = ['officer', 'signatory'] as const

test('every route has a case that says who may ask it, and no case has lost its route', () => {
  const [pages, addresses] = [routes().filter(isPage), routes().filter((route) => !isPage(route))]

  expect(addresses.map(nameOf).sort()).toEqual(Object.keys(routeCases).sort())
  expect(pages.map(nameOf).sort()).toEqual(Object.keys(pageCases).sort())
})

test('no more is open to everybody than this', () => {
  const open = routesOf(portal.app).filter(({ isOpen }) => isOpen)

  expect(open.map(nameOf).filter((name) => !name.startsWith('GET /assets/'))).toEqual([
    'GET /',
    ...['GET /check-a-receipt', 'POST /check-a-receipt'],
    ...['GET /sign-in/:token', 'POST /sign-in/:token', 'POST /sign-out'],
    ...['GET /sign-in', 'POST /sign-in', 'GET /sign-in/code', 'POST /sign-in/code'],
    ...['GET /sign-in/link/:linkToken', 'POST /sign-in/link/:linkToken'],
    ...['POST /sign-in/organisation', 'GET /sign-in/organisation/return'],
    ...['GET /invitations/:token', 'POST /invitations/:token/code', 'POST /invitations/:token/organisation'],
    'GET /role-ended',
    ...['GET /help/problems', 'GET /help/problems/:problem'],
    ...['GET /help', 'GET /accessibility', 'GET /cookies'],
    ...['GET /api/openapi.json', 'GET /api', 'GET /help/api/:part'],
    'GET /.well-known/jwks.json',
    ...['POST /notify/receipts', 'GET /mailbox', 'GET /mailbox/:name', 'GET /mailbox/:name/html'],
    ...['GET /livez', 'GET /readyz', 'POST /token'],
    'GET /receipts/:checkCode',
  ])
})

test('those who have not signed in learn nothing from any route', async () => {
  for (const route of routes()) {
    const answer = await portal.app.inject(requestFor(route, own.ids))
    const { statusCode, headers } = answer
    if (isPage(route) && route.method === 'GET') {
      expect([nameOf(route), statusCode, headers.location]).toEqual([
        ...[nameOf(route), 303, expect.stringMatching(/^\/sign-in\?next=%2F/)],
      ])
    } else expect([nameOf(route), statusCode, codeOf(answer)]).toEqual([nameOf(route), 401, 'SIGNED_OUT'])
  }
})

/** Every id that a route takes and that belongs to somebody, with both who may ask for their authority. */
const slots = () =>
  routes().flatMap((route) => {
    const { shared = {}, takes = {} } = caseOf(route)
    const names = route.ids.map(({ name }) => name).filter((name) => !(name in shared))
    return names.flatMap((name) => inAuthority.map((role) => ({ route, id: takes[name] ?? name, role })))
  })

/** What a route may answer to another authority: that it is missing, or to a role that may not ask at all, that it may not. */
function statusesFor(route: ListedRoute, role: RouteCase['who']): number[] {
  const { who, narrows } = caseOf(route)
  if (narrows) return [200]
  return role === who ? [404] : [403, 404]
}

test('to another authority each id of each route is the same as one that is nobody’s', async () => {
  expect(slots().length).toBeGreaterThan(100)
  for (const { route, id, role } of slots()) {
    const ask = portal.as(foreign.people[role])
    const place = [nameOf(route), id, role]
    const answer = seen(await ask(requestFor(route, { ...foreign.ids, [id]: own.ids[id as keyof Holdings] })))
    const nobodys = seen(await ask(requestFor(route, { ...foreign.ids, [id]: randomUUID() })))
    expect([place, answer]).toEqual([place, nobodys])
    const isMissing = statusesFor(route, role).includes(answer.statusCode)
    expect([place, answer.statusCode, isMissing]).toEqual([place, answer.statusCode, true])
    if (!isPage(route)) expect([place, JSON.parse(answer.body).items ?? []]).toEqual([place, []])
  }
}, 60_000)

test('what another authority reads without an id has nothing of this one in it', async () => {
  // Which authorities there are is public knowledge.
  const hidden = held.filter((name) => name !== 'authorityId').map((name) => own.ids[name])
  const lists = routes().filter(({ method, url }) => method === 'GET' && !url.includes(':'))
  for (const { route, role } of lists.flatMap((list) =>
    inAuthority.map((one) => ({ route: list, role: one })),
  )) {
    const { body } = await portal.as(foreign.people[role])({ url: `${route.url}?limit=500` })
    expect([nameOf(route), hidden.filter((id) => body.includes(id))]).toEqual([nameOf(route), []])
  }
})

test('what is for the office alone is refused to an authority’s own people, without a word about it', async () => {
  for (const route of routes().filter((one) => isOffice(caseOf(one)))) {
    // To them a page of the office is not there.
    const refusal = isPage(route) ? [404, 'NOT_FOUND'] : [403, 'NOT_ALLOWED']
    for (const role of inAuthority) {
      const answer = await portal.as(own.people[role])(requestFor(route, own.ids))
      const place = [nameOf(route), role]
      expect([...place, answer.statusCode, codeOf(answer)]).toEqual([...place, ...refusal])
    }
  }
})

test('each form of each page is for the membership that it is shown to, and for no other', async () => {
  // What signs out, or changes whom one acts for, is for whoever is signed in.
  const unbound = /action="\/(?:sign-out|account\/memberships)"/
  let found = 0
  for (const route of routes().filter((one) => isPage(one) && one.method === 'GET')) {
    const { body } = await portal.as(own.people[caseOf(route).who])(requestFor(route, own.ids))
    const forms = [...body.matchAll(/<form[^>]* ?method="post"[^>]*>/g)]
      .map(([tag]) => tag)
      .filter((tag) => !unbound.test(tag))
    found += forms.length
    const loose = forms.filter((tag) => !/[?;]as=[\w-]{36}"/.test(tag))
    expect([nameOf(route), loose]).toEqual([nameOf(route), []])
  }
  expect(found).toBeGreaterThan(8)
})

test('an office viewer reads no return row by row but in an extract', async () => {
  for (const part of ['file', 'annotated', 'changes']) {
    const answer = await portal.as(own.people.analyst)({
      url: `/api/v1/submissions/${own.ids.submissionId}/${part}`,
    })
    expect(answer.json()).toMatchObject({ status: 403, code: 'ROWS_NEED_A_REASON' })
  }
})

test('whoever may ask is answered with the same ids: what others are told is missing is there', async () => {
  for (const route of routes()) {
    const { who } = caseOf(route)
    const answer = await portal.as(own.people[who])(requestFor(route, own.ids))
    const code = codeOf(answer) ?? ''
    expect([nameOf(route), ['NOT_FOUND', 'NOT_ALLOWED', 'FIELDS_WRONG', 'OUR_FAULT'].includes(code)]).toEqual(
      [...[nameOf(route), false]],
    )
  }
}, 60_000)
