import { randomUUID } from 'node:crypto'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { today } from '@rollcall/platform/clock'
import Fastify, { type FastifyBaseLogger } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { type App, askerOf, type ContextFor, type Services } from './app.ts'
import { showError } from './errors.ts'
import { noSuchAddress } from './no-such-address.ts'
import { Html } from './pages/html.ts'
import { RequestLog } from './request-log.ts'
import { routeList } from './route-list.ts'
import { collectionRoutes } from './routes/collections.ts'
import { meRoutes } from './routes/me.ts'
import { signedInOnly } from './signed-in-only.ts'

/** The whole portal, from top to bottom. To find an address, start with the list of routes at the end. */
export async function createPortal(services: Services): Promise<App> {
  const { db, keys, checker, clock, log, portalUrl } = services
  const app: App = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new RequestLog(),
    genReqId: () => randomUUID(),
    bodyLimit: 1_000_000,
    return503OnClosing: true,
    routerOptions: { ignoreTrailingSlash: true },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(showError(portalUrl))
  app.setNotFoundHandler(noSuchAddress)

  await app.register(routeList)
  await app.register(signedInOnly, services)
  app.addHook('preSerialization', async (_request, reply, payload) => {
    if (payload instanceof Html) reply.type('text/html; charset=utf-8').serializer(String)
    return payload
  })

  const contextFor: ContextFor = (request) => {
    const now = clock.now()
    return { viewer: askerOf(request).viewer, today: CalendarDate.parse(today(now)), now, db, keys, checker }
  }

  await app.register(
    (api: App, _options, done) => {
      meRoutes(api, contextFor)
      collectionRoutes(api, contextFor)
      done()
    },
    { prefix: '/api/v1' },
  )
  return app
}
