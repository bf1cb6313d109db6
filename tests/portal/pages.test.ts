import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { assets } from '@rollcall/portal/assets'
import { usualLimits } from '@rollcall/portal/rate-limits'
import { beforeAll, expect, test } from 'vitest'
import { aRound, type Cast } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const portal = testPortal(db)
/** It lets nobody ask for anything. */
const hurried = testPortal(db, { limits: { ...usualLimits, unknown: 0 } })
let cast: Cast
beforeAll(async () => {
  cast = await aRound(db)
})

const ask = (url: string, headers: Record<string, string> = {}) => portal.app.inject({ url, headers })
const readBy = { br: brotliDecompressSync, gzip: gunzipSync }

test.each(Object.entries(assets))(
  'the %s is at an address of its own, and kept for ever',
  async (_, asset) => {
    expect(asset.path).toMatch(/^\/assets\/[a-z-]+-[0-9a-f]{12}\.(?:css|js|svg)$/)
    const plain = await ask(asset.path)
    expect(plain.body).toBe(asset.content)
    expect(plain.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': asset.type,
      vary: 'accept-encoding',
    })
    for (const encoding of ['br', 'gzip'] as const) {
      const answer = await ask(asset.path, { 'accept-encoding': encoding })
      expect(answer.headers['content-encoding']).toBe(encoding)
      expect(readBy[encoding](answer.rawPayload).toString()).toBe(asset.content)
    }
  },
)

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1.0, br;q=0', 'gzip'],
  ['BR', 'br'],
  ['deflate, identity', undefined],
  ['*;q=0', undefined],
  ['', undefined],
])('to whoever accepts “%s” a file is sent as %s', async (accepted, encoding) => {
  const answer = await ask(assets.stylesheet.path, { 'accept-encoding': accepted })

  expect(answer.headers['content-encoding']).toBe(encoding)
})

test('what GOV.UK alone may show is not in the stylesheet, and it asks for no other file', () => {
  const { content } = assets.stylesheet

  expect(content).toContain('.govuk-button')
  expect(content).not.toMatch(/GDS Transport|@font-face|url\(|@import|sourceMappingURL/)
  expect(content).toContain('font-family:arial,sans-serif')
})

test('files are sent to those who have asked too often, as the page that says so needs them', async () => {
  const [page, file] = await Promise.all(
    ['/', assets.stylesheet.path].map((url) => hurried.app.inject({ url })),
  )

  expect([page?.statusCode, file?.statusCode]).toEqual([429, 200])
})

test('a page that is the same for everybody is compressed', async () => {
  const page = await ask('/help/problems', { 'accept-encoding': 'br' })

  expect(page.headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(page.rawPayload).toString()).toContain('<h1')
})

test('what one person alone may read is compressed for pages of ours, and never because another site asked', async () => {
  const cookie = 'rollcall=something'
  const asSite = (site: string) =>
    ask('/', { cookie, 'accept-encoding': 'br', ...(site && { 'sec-fetch-site': site }) })

  expect((await asSite('same-origin')).headers['content-encoding']).toBe('br')
  for (const site of ['cross-site', 'same-site', 'none', '']) {
    const answer = await asSite(site)
    expect([site, answer.headers['content-encoding']]).toEqual([site, undefined])
    expect(answer.headers.vary).toBe('accept-encoding, sec-fetch-site')
  }
})

test('answers of the API and files of returns are not compressed', async () => {
  const answer = await portal.as(cast.analyst)({
    url: '/api/v1/authorities',
    headers: { 'accept-encoding': 'br, gzip', 'sec-fetch-site': 'same-origin' },
  })

  expect(answer.statusCode).toBe(200)
  expect(answer.headers).not.toHaveProperty('content-encoding')
})

test('a browser lets a page do nothing but show what came from here', async () => {
  const policy = String((await ask('/')).headers['content-security-policy'])

  expect(policy.split(';').sort()).toEqual([
    "base-uri 'none'",
    "connect-src 'self'",
    "default-src 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
  ])
})

test('no page has a script or a style inside it', async () => {
  for (const url of [
    '/',
    '/help',
    '/help/problems',
    '/api',
    '/help/api/rounds',
    '/accessibility',
    '/nothing',
  ]) {
    const { body } = await ask(url)
    expect(body).toMatch(/^<!doctype html>\n<html lang="en"/)
    expect(body.match(/<script[^>]*>/g)).toEqual([`<script type="module" src="${assets.script.path}">`])
    expect(body).not.toMatch(/<style| style=| on[a-z]+="/)
  }
})

test('the description of the API leads to a page for each part, and to every operation on it', async () => {
  const { body } = await ask('/api')
  const links = [...body.matchAll(/href="(\/help\/api\/[^"#]+)(?:#([^"]+))?"/g)]
  const parts = Map.groupBy(links, ([, path = '']) => path)

  expect(parts.size).toBeGreaterThan(10)
  for (const [path, found] of parts) {
    const page = await ask(path)
    expect([path, page.statusCode]).toEqual([path, 200])
    for (const [, , id] of found) if (id !== undefined) expect(page.body).toContain(`id="${id}"`)
  }
  expect((await ask('/help/api/nothing')).statusCode).toBe(404)
})

test('each part of the API’s description is small enough for a slow line', async () => {
  const { body } = await ask('/api')
  const paths = [
    '/api',
    ...new Set([...body.matchAll(/href="(\/help\/api\/[^"#]+)/g)].map(([, path = '']) => path)),
  ]
  const sizes = await Promise.all(
    paths.map(
      async (path) => [path, (await ask(path, { 'accept-encoding': 'gzip' })).rawPayload.length] as const,
    ),
  )

  expect(sizes.filter(([, bytes]) => bytes > 30_000)).toEqual([])
})
