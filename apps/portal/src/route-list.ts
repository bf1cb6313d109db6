import type { FastifyInstance, RouteOptions } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { z } from 'zod'

/** An id that a route is given: where, and under which name. */
export interface TakenId {
  readonly in: 'params' | 'querystring' | 'body'
  readonly name: string
}

/** A route as a test, the API's description or the list of addresses sees it. */
export interface ListedRoute {
  readonly method: string
  /** With its parameters: `/api/v1/rounds/:roundId`. */
  readonly url: string
  /** Every id it takes, wherever it takes it. */
  readonly ids: readonly TakenId[]
  readonly isOpen: boolean
  readonly holdsRows: boolean
  readonly takesFile: boolean
  readonly givesFile: boolean
}

/** Keeps a list of every route that is added after it. */
export const routeList = fastifyPlugin((app: FastifyInstance, _options: object, done: () => void) => {
  const routes: ListedRoute[] = []
  app.decorate('routeList', routes)
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      // Fastify adds a HEAD to each GET.
      if (method !== 'HEAD') routes.push({ method, url: route.url, ids: idsOf(route), ...marksOf(route) })
    }
  })
  done()
})

/** Every route of the portal. The tests that keep authorities apart are made from it. */
export const routesOf = (app: Pick<FastifyInstance, 'routeList'>): readonly ListedRoute[] => app.routeList

const marksOf = ({ config = {} }: RouteOptions) => ({
  isOpen: config.open === true,
  holdsRows: config.holdsRows === true,
  takesFile: config.takesFile === true,
  givesFile: config.givesFile === true,
})

const parts = ['params', 'querystring', 'body'] as const

function idsOf({ url, schema }: RouteOptions): TakenId[] {
  const inSchemas = parts.flatMap((part) =>
    fieldsOf(schema?.[part]).flatMap((name) => (/Ids?$/.test(name) ? { in: part, name } : [])),
  )
  // A parameter counts whether a schema says what it is or not.
  const inUrl = [...url.matchAll(/:(\w+)/g)].flatMap(([, name = '']) => ({ in: 'params' as const, name }))
  return [...inUrl, ...inSchemas.filter((id) => id.in !== 'params')]
}

/** The names of all fields of an object, or of any of several it may be. */
function fieldsOf(schema: unknown): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape)
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(fieldsOf)
  if (schema instanceof z.ZodIntersection) return [schema.def.left, schema.def.right].flatMap(fieldsOf)
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return fieldsOf(schema.unwrap())
  if (schema instanceof z.ZodPipe) return fieldsOf(schema.in)
  return []
}
