import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Log } from '@rollcall/platform/log'
import type { Metrics } from './metrics.ts'

export interface NumbersOptions {
  readonly host: string
  readonly port: number
  readonly metrics: Metrics
  /** Rejects while the worker cannot do its work. */
  readonly ready: () => Promise<unknown>
  readonly log: Log
}

export interface Numbers {
  readonly port: number
  stop(): Promise<void>
}

/** Serves an operator's page of numbers at /metrics, and says at /livez and /readyz how the worker is. */
export async function serveNumbers({ host, port, metrics, ready, log }: NumbersOptions): Promise<Numbers> {
  const answer = async (path: string | undefined, response: ServerResponse): Promise<void> => {
    if (path === '/metrics') {
      const page = await metrics.page()
      response.writeHead(200, { 'content-type': metrics.contentType }).end(page)
      return
    }
    if (path === '/readyz') await ready()
    const known = path === '/livez' || path === '/readyz'
    response
      .writeHead(known ? 200 : 404, { 'content-type': 'text/plain' })
      .end(known ? 'ok\n' : 'not found\n')
  }
  const server = createServer((request, response) => {
    answer(request.url, response).catch((error: unknown) => {
      log.warn({ err: error }, 'not ready')
      response.writeHead(503, { 'content-type': 'text/plain' }).end('not ready\n')
    })
  })
  server.listen(port, host)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
