import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { endPostgres, type Server, tell } from './server.ts'

interface Kept {
  readonly port: number
  stop(): Promise<void>
}

const tries = 10

/** Starts a server again, on the same port, whenever it ends unasked. It ends with this process at the latest. */
export async function keepRunning(start: (port?: number) => Promise<Server>, log: Log): Promise<Kept> {
  let server = await start()
  const { port } = server
  const stopping = new AbortController()
  const lastResort = () => tell(server.pid, 'SIGINT')
  process.once('exit', lastResort)

  async function watch(): Promise<void> {
    while (true) {
      const how = await server.ended
      if (stopping.signal.aborted) return
      log.error({ how }, 'Postgres ended unasked and is started again')
      server = await startAgain()
      if (stopping.signal.aborted) return
      log.warn({ port }, 'Postgres is running again')
    }
  }

  async function startAgain(): Promise<Server> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await start(port)
      } catch (error) {
        if (attempt === tries || stopping.signal.aborted) throw error
        log.error({ err: error }, 'Postgres could not be started again; once more in a moment')
        await wait(1000)
      }
    }
  }

  const watching = watch().catch((error: unknown) => {
    process.off('exit', lastResort)
    if (!stopping.signal.aborted) log.fatal({ err: error }, 'Postgres ended and cannot be started again')
  })
  return {
    port,
    stop: async () => {
      stopping.abort()
      server.awaitEnd()
      await endPostgres(server.pid)
      // It may have been on its way up again just then.
      await watching
      await endPostgres(server.pid)
      process.off('exit', lastResort)
    },
  }
}
