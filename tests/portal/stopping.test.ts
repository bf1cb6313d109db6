import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test, vi } from 'vitest'
import { aRound } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const portal = testPortal(db)

test('a portal that stops finishes what it has begun, and lets nobody new in', async () => {
  await aRound(db)
  const address = new URL(await portal.app.listen({ port: 0, host: '127.0.0.1' }))
  const { server } = portal.app
  const begun = once(server, 'request')
  const socket = connect(Number(address.port), '127.0.0.1')
  socket.write('POST /api/v1/token HTTP/1.1\r\nHost: x\r\n')
  socket.write('Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 15\r\n\r\ngrant_')
  await begun
  // As browsers do, who have nothing to ask yet.
  const inAdvance = connect(Number(address.port), '127.0.0.1')
  await once(inAdvance, 'connect')

  const closing = portal.app.close()
  await vi.waitUntil(() => !server.listening, { timeout: 30_000 })
  await expect(fetch(new URL('/livez', address))).rejects.toThrow('fetch failed')
  socket.write('type=pass')
  let answer = ''
  for await (const piece of socket) answer += String(piece)
  await closing
  if (!inAdvance.closed) await once(inAdvance, 'close')

  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  expect(answer).toContain('unsupported_grant_type')
})
