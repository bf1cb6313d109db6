import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import type { Context } from '@rollcall/actions/context'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { system, type Viewer } from '@rollcall/domain/viewer'
import { today } from '@rollcall/platform/clock'
import { limits } from '@rollcall/workbook/limits'
import Fastify, { type FastifyBaseLogger, type FastifyError } from 'fastify'
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { apiDocument } from './api-document.ts'
import { apiRoutes } from './api-routes.ts'
import { type App, askerOf, type ContextFor, type Services } from './app.ts'
import { compressedPages } from './compressed-pages.ts'
import { elsewhere } from './elsewhere.ts'
import { showError } from './errors.ts'
import { forms } from './forms.ts'
import { idempotency } from './idempotency.ts'
import { lastAnswers } from './last-answers.ts'
import { noSuchAddress } from './no-such-address.ts'
import { pageRoutes } from './page-routes.ts'
import { bindForms } from './pages/form.ts'
import { Html } from './pages/html.ts'
import { rateLimits, usualLimits } from './rate-limits.ts'
import { RequestLog } from './request-log.ts'
import { routeList } from './route-list.ts'
import { safeHeaders } from './safe-headers.ts'
import { knowAsker, signedInOnly } from './signed-in-only.ts'
import { soundValidatorCompiler } from './sound-text.ts'

/** The whole portal, from top to bottom. To find an address, start with the lists in page-routes.ts and api-routes.ts. */
export async function createPortal(services: Services): Promise<App> {
  const { db, keys, checker, clock, log, portalUrl, trustedProxies } = services
  const show = showError(portalUrl)
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new RequestLog(),
    genReqId: () => randomUUID(),
    frameworkErrors: (error, request, reply) => {
      show(error, request, reply)
    },
    trustProxy: trustedProxies ? [...trustedProxies] : false,
    bodyLimit: 1_000_000,
    return503OnClosing: true,
    // A workbook of 25 MB over a slow line takes a while; a sender who says nothing is not waited for.
    requestTimeout: 10 * 60_000,
    connectionTimeout: 2 * 60_000,
    routerOptions: { ignoreTrailingSlash: true },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(soundValidatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    // Where it cannot be looked for, the error itself is told.
    const page = await elsewhere(error, request, db).catch(() => undefined)
    return page ? reply.status(404).send(page) : show(error, request, reply)
  })
  app.setNotFoundHandler(noSuchAddress)

  await app.register(safeHeaders, { portalUrl })
  await app.register(compressedPages)
  await app.register(lastAnswers)
  await app.register(routeList)
  await app.register(apiDocument, { portalUrl })
  await app.register(forms)
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { fileSize: limits.uploadBytes, files: 1, fields: 5, fieldSize: 1000, headerPairs: 20 },
  })
  await app.register(cookie)
  await app.register(knowAsker, services)
  await app.register(rateLimits, services.limits ?? usualLimits)
  await app.register(signedInOnly, services)
  await app.register(idempotency, services)
  app.addHook('preSerialization', async ({ asker }, reply, payload) => {
    if (!(payload instanceof Html)) return payload
    reply.type('text/html; charset=utf-8').serializer(String)
    return bindForms(payload, asker?.membershipId)
  })

  const contextOf = (viewer: Viewer): Context => {
    const now = clock.now()
    return { viewer, today: CalendarDate.parse(today(now)), now, db, keys, checker }
  }
  const contextFor: ContextFor = (request) => ({
    ...contextOf(askerOf(request).viewer),
    once: request.once,
  })
  const systemContext = () => contextOf(system)

  await app.register((pages: App, _options, done) => {
    pageRoutes(pages, services, { contextFor, systemContext })
    done()
  })
  await app.register(
    (api: App, _options, done) => {
      apiRoutes(api, services, { contextFor, systemContext })
      done()
    },
    { prefix: '/api/v1' },
  )
  return app
}
