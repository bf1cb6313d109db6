import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

// Below those that systems lend to whoever connects somewhere: a port of theirs is soon taken.
const [lowest, highest] = [20_000, 32_767]
const given = new Set<number>()

/** A port of this machine that nothing listens on now, and never the same twice. Another program may take it before it is used. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(lowest, highest + 1)
    if (given.has(port)) continue
    given.add(port)
    if (await isFree(port)) return port
    if (given.size > 1000) throw new Error('No port of this machine is free. End programs that hold many.')
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
