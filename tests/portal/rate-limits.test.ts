import { authentication } from '@rollcall/portal/authentication'
import type { LightMyRequestResponse } from 'fastify'
import { expect, test } from 'vitest'
import { aRound, keys } from '../support/builders.ts'
import { aClient, tokenRequest } from '../support/clients.ts'
import { testDatabase } from '../support/database.ts'
import { portalUrl, testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const limits = { reads: 5, changes: 2, unknown: 8, guesses: 4 }
const portal = testPortal(db, { limits })
const clock = { now: () => new Date() }
const signingIn = testPortal(db, { limits, authenticate: authentication({ db, keys, clock, portalUrl }) })

/** Asks one after another. */
async function times(
  count: number,
  ask: () => Promise<LightMyRequestResponse>,
): Promise<LightMyRequestResponse[]> {
  const answers: LightMyRequestResponse[] = []
  while (answers.length < count) answers.push(await ask())
  return answers
}

test('whoever asks too often waits, and nobody else with them', async () => {
  const { officer, analyst } = await aRound(db)

  const answers = await times(7, () => portal.as(officer)({ url: '/api/v1/me' }))

  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200, 429, 429])
  const refused = answers.at(-1)
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0)
  expect(refused?.json()).toMatchObject({ code: 'TOO_MANY', status: 429 })
  expect((await portal.as(analyst)({ url: '/api/v1/me' })).statusCode).toBe(200)
})

test('changing has a limit of its own, which is lower', async () => {
  const { officer } = await aRound(db)
  const change = () => portal.as(officer)({ method: 'POST', url: '/api/v1/keys/signing-rotation' })

  const answers = await times(3, change)

  expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 429])
  expect((await portal.as(officer)({ url: '/api/v1/me' })).statusCode).toBe(200)
})

test('those who are not signed in are counted by where they come from', async () => {
  const from = (remoteAddress: string) => portal.app.inject({ url: '/api', remoteAddress })

  const answers = await times(9, () => from('192.0.2.1'))

  expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(1)
  expect((await from('192.0.2.2')).statusCode).toBe(200)
})

test('what a request says about where it comes from is not believed', async () => {
  const remoteAddress = '192.0.2.9'
  let host = 0
  const answers = await times(9, () =>
    portal.app.inject({
      url: '/api',
      remoteAddress,
      headers: { 'x-forwarded-for': `198.51.100.${host++}` },
    }),
  )

  expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(1)
})

test('after a few guesses nothing more is tried, be it a token, an assertion or a link', async () => {
  const { officer } = await aRound(db)
  const client = await aClient(db, officer)
  const guesses = [
    () => ({ url: '/api/v1/me', headers: { authorization: 'Bearer a.b.c' } }),
    () => tokenRequest('a.b.c'),
    () => ({ method: 'POST' as const, url: '/sign-in/guess', headers: { origin: portalUrl } }),
  ]

  for (const [at, guess] of guesses.entries()) {
    const remoteAddress = `192.0.2.${100 + at}`
    for (let tried = 0; tried < limits.guesses + 1; tried++) {
      await signingIn.app.inject({ ...guess(), remoteAddress })
    }
    const good = await signingIn.app.inject({ ...tokenRequest(await client.assertion()), remoteAddress })
    expect(good.statusCode).toBe(429)
  }
  const elsewhere = await signingIn.app.inject({
    ...tokenRequest(await client.assertion()),
    remoteAddress: '192.0.2.200',
  })
  expect(elsewhere.statusCode).toBe(200)
})

test('whoever keeps the portal running may ask as often as they like', async () => {
  const answers = await times(20, () => portal.app.inject({ url: '/livez', remoteAddress: '192.0.2.50' }))

  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
})
