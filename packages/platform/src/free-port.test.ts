import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort } from './free-port.ts'

test('no two of the ports that are asked for are the same, and each can be listened on', async () => {
  const ports = await Promise.all(Array.from({ length: 200 }, freePort))

  expect(new Set(ports).size).toBe(200)
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(ports[0], '127.0.0.1', resolve)
  })
  server.close()
})
