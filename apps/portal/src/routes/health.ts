import { catalogueFaults } from '@rollcall/database/catalogue'
import { reach } from '@rollcall/database/reach'
import { z } from 'zod'
import type { App, Services } from '../app.ts'

const config = { open: true, probe: true } as const
const State = z.object({ status: z.string() })

/** How long the catalogue is believed to be as it was when last looked at. */
const believedForMs = 30_000

/** What is asked by whoever keeps the portal running. Nobody learns from it what is wrong: the log says that. */
export function healthRoutes(app: App, { db, log }: Pick<Services, 'db' | 'log'>): void {
  let safeAt = Number.NEGATIVE_INFINITY

  app.get(
    '/livez',
    {
      config,
      schema: { tags: ['running'], summary: 'Whether the portal is alive', response: { 200: State } },
    },
    async () => ({ status: 'alive' }),
  )

  app.get(
    '/readyz',
    {
      config,
      schema: {
        tags: ['running'],
        summary:
          'Whether the portal can do its work: the database answers, is migrated and keeps authorities apart',
        response: { 200: State, 503: State },
      },
    },
    async (_request, reply) => {
      try {
        await reach(db, 3000)
        if (performance.now() - safeAt > believedForMs) {
          const faults = await catalogueFaults(db)
          if (faults.length > 0) {
            log.error({ faults }, 'the database would not keep authorities apart')
            return reply.status(503).send({ status: 'the database is not as it should be' })
          }
          safeAt = performance.now()
        }
        return { status: 'ready' }
      } catch (error) {
        log.warn({ err: error }, 'the database does not answer')
        return reply.status(503).send({ status: 'the database does not answer' })
      }
    },
  )
}
