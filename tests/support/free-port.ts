import { createServer } from 'node:net'

/** A port that nothing listens on now. */
export const freePort = (): Promise<string> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const at = server.address()
      server.close(() => resolve(String(typeof at === 'object' ? at?.port : at)))
    })
  })
