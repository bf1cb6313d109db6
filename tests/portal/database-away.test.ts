import { connect } from '@rollcall/database/connect'
import { afterAll, expect, test } from 'vitest'
import { testPortal } from '../support/portal.ts'

// Nothing listens on port 1.
const away = connect('postgres://rollcall_app:x@127.0.0.1:1/rollcall')
afterAll(() => away.destroy())
const portal = testPortal(away)

test('while the database is away the portal is alive, not ready, and asks to be asked again', async () => {
  const answer = await portal.app.inject({ url: '/.well-known/jwks.json' })

  expect((await portal.app.inject({ url: '/livez' })).statusCode).toBe(200)
  expect((await portal.app.inject({ url: '/readyz' })).statusCode).toBe(503)
  expect(answer.statusCode).toBe(503)
  expect(answer.headers['retry-after']).toBe('5')
  expect(answer.json().code).toBe('DATABASE_AWAY')
  expect(answer.body).not.toContain('127.0.0.1')
})
