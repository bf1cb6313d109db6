import swagger from '@fastify/swagger'
import { Condition } from '@rollcall/domain/condition'
import { Expression } from '@rollcall/domain/expression'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ProblemSchema } from './problem-schema.ts'
import { type ListedRoute, routesOf } from './route-list.ts'

/** A part of an OpenAPI document, as far as we look into it. */
export interface Operation {
  readonly operationId?: string
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, ApiResponse>>
  readonly security?: readonly object[]
}
interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
}
interface ApiResponse {
  readonly description: string
  readonly content?: Content
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
}
export interface ApiDocument {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: Readonly<Record<string, unknown>>
}

const description = `What the portal does, for a supplier's system as for its own pages. A system signs in with a signed assertion (POST /api/v1/token) and sends the access token it is given as a Bearer token. Days are written 2026-03-31, moments as ISO 8601 in UTC, JSON in camelCase. A list is read page by page: ask again with the nextCursor of the page before. Refusals are problem details (RFC 9457), and each type opens a page that says what to do.`

// These are made of themselves, so the description has to call them by name.
z.globalRegistry.add(Condition, { id: 'Condition' })
z.globalRegistry.add(Expression, { id: 'Expression' })

/** Describes every route that is added after it, as OpenAPI 3.1. */
export const apiDocument = fastifyPlugin(
  async (app: FastifyInstance, { portalUrl }: { portalUrl: string }) => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: { title: 'Rollcall', version: '1', description },
        servers: [{ url: portalUrl }],
        components: {
          securitySchemes: {
            accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
            session: { type: 'apiKey', in: 'cookie', name: '__Host-rollcall' },
          },
        },
      },
      transform: jsonSchemaTransform,
      transformObject: (given) => {
        const made = jsonSchemaTransformObject(given) as unknown as ApiDocument
        return completed(made, routesOf(app)) as never
      },
    })
  },
)

/** The document with what holds for every route of a kind, which no route says for itself. */
function completed(document: ApiDocument, routes: readonly ListedRoute[]): ApiDocument {
  const routeOf = new Map(
    routes.map((route) => [`${route.method} ${route.url.replace(/:(\w+)/g, '{$1}')}`, route]),
  )
  const paths = Object.entries(document.paths).map(([path, operations]) => {
    const done = Object.entries(operations).map(([method, operation]) => {
      const route = routeOf.get(`${method.toUpperCase()} ${path}`)
      return [method, route ? completedOperation(operation, route) : operation]
    })
    return [path, Object.fromEntries(done)]
  })
  const schemas = { ...(document.components.schemas as object), Problem: ProblemSchema }
  return { ...document, paths: Object.fromEntries(paths), components: { ...document.components, schemas } }
}

function completedOperation(operation: Operation, route: ListedRoute): Operation {
  const parameters = [...(operation.parameters ?? []), ...headersOf(route)]
  return {
    operationId: operationIdOf(route),
    ...operation,
    ...(parameters.length > 0 && { parameters }),
    ...(route.takesFile && { requestBody: fileBody }),
    responses: { ...described(operation.responses, route), ...refusals(operation, route) },
    security: route.isOpen ? [] : [{ accessToken: [] }, { session: [] }],
  }
}

/** What a program that is made from this description calls the operation: 'getRoundsByRoundIdFigures'. */
const operationIdOf = ({ method, url }: ListedRoute): string =>
  url
    .replace('/api/v1', '')
    .replaceAll(/\/:/g, '-by-')
    .replaceAll(/[^a-z]+([a-z])/gi, (_, letter: string) => letter.toUpperCase())
    .replace(/^/, method.toLowerCase())

const headersOf = ({ method, isOpen, holdsRows }: ListedRoute): Parameter[] => [
  ...(method === 'POST' && !isOpen && !holdsRows ? [idempotencyKey] : []),
  ...(method === 'PATCH' ? [ifMatch] : []),
]

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A name for this request, such as a UUID. Asked again within a day, it is not done again: its first answer is given again.',
  schema: { type: 'string' },
}
const ifMatch: Parameter = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description: 'The ETag of what was read and is now changed.',
  schema: { type: 'string' },
}
const fileBody = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: ['file'],
        properties: {
          file: { type: 'string', format: 'binary', description: 'The workbook, 25 MB at most' },
        },
      },
    },
  },
}

const words: Record<string, string> = {
  200: 'Done',
  201: 'Made',
  202: 'Received; the header Location says where to look',
  204: 'Done, and there is nothing to say',
}

function described(responses: Operation['responses'], { givesFile }: ListedRoute): Operation['responses'] {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => [
      status,
      {
        ...response,
        description:
          response.description === 'Default Response' ? (words[status] ?? 'Refused') : response.description,
        ...(givesFile && status === '200' && { content: file }),
      },
    ]),
  )
}

const file: Content = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }

/** Every way a route of this kind refuses, unless the route says it in its own words. */
function refusals(
  operation: Operation,
  { method, url, isOpen, takesFile }: ListedRoute,
): Operation['responses'] {
  const isGiven =
    operation.requestBody !== undefined || (operation.parameters ?? []).some((one) => one.in === 'query')
  const statuses: [number, string, boolean][] = [
    [401, 'Nobody has signed in, or not for this', !isOpen],
    [403, 'The role in use may not do this', !isOpen && method !== 'GET'],
    [404, 'It is not there, or not the asker’s to see', url.includes(':')],
    [409, 'It cannot be done as things are', !isOpen && method !== 'GET'],
    [412, 'Somebody has changed it since it was read', method === 'PATCH'],
    [413, 'It is too large', takesFile],
    [422, 'A field is wrong', isGiven || takesFile],
    [428, 'If-Match is missing', method === 'PATCH'],
    [429, 'Asked too often', true],
    [500, 'Something broke on our side', true],
  ]
  return Object.fromEntries(
    statuses
      .filter(([status, , applies]) => applies && operation.responses[status] === undefined)
      .map(([status, says]) => [status, { description: says, content: problem }]),
  )
}

const problem: Content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
