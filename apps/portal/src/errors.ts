import { isConnectionLost } from '@rollcall/database/connection-lost'
import { Problem, type ProblemKind } from '@rollcall/domain/problem'
import { problems } from '@rollcall/domain/problems'
import { capital } from '@rollcall/domain/text'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { HttpProblem, httpProblems } from './http-problem.ts'
import { problemPage } from './pages/problem-page.ts'
import { readerOf } from './reader.ts'

const statusOf = {
  invalid: 422,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  'signed-out': 401,
  stale: 412,
  'too-large': 413,
} as const satisfies Record<ProblemKind, number>

/** One field that is wrong: as RFC 9457 shows it, by JSON pointer in a body and by name elsewhere. */
interface FieldError {
  readonly detail: string
  readonly pointer?: string
  readonly parameter?: string
}

/** A problem before it is written down. */
interface Told {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly headers?: Readonly<Record<string, string>>
  readonly errors?: readonly FieldError[]
}

/** The one place an error becomes an answer. A Problem is for the asker; anything else is ours, and is logged whole. */
export function showError(portalUrl: string) {
  return (error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const told = toldOf(error, request)
    if (told) request.log.info({ code: told.code, ...whyOf(error) }, 'refused')
    else request.log.error({ err: error }, 'unexpected error')
    return answer(portalUrl, told ?? ourFault(error, request), request, reply)
  }
}

/** What only the log is told of a refusal, where there is anything. */
const whyOf = ({ cause }: Error) => (cause instanceof Error ? { err: cause } : {})

function ourFault(error: Error, { id }: FastifyRequest): Told {
  if (isConnectionLost(error)) return toldOfHttpProblem(httpProblems.databaseAway())
  const detail = `Something broke on our side. Quote ${id} if you write to us.`
  return { status: 500, code: 'OUR_FAULT', detail }
}

function answer(portalUrl: string, told: Told, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, code, detail, headers, errors } = told
  reply.status(status).headers({ ...headers, 'cache-control': 'no-store' })
  if (!isForSystems(request)) {
    const page = problemPage({ code, detail, requestId: request.id, reader: readerOf(request) })
    return reply.type('text/html; charset=utf-8').send(String(page))
  }
  const document = {
    type: `${portalUrl}/help/problems/${kebab(code)}`,
    title: titleOf(code),
    status,
    detail,
    instance: `urn:uuid:${request.id}`,
    code,
    ...(errors ? { errors } : {}),
  }
  // As text, or the schema of the route's own answers would be asked about it.
  return reply.type('application/problem+json').serializer(String).send(JSON.stringify(document))
}

/** What the asker is told; `undefined` for a fault of ours. */
function toldOf(error: Error, request: FastifyRequest): Told | undefined {
  if (error instanceof Problem) return toldOfProblem(error)
  if (error instanceof HttpProblem) return toldOfHttpProblem(error)
  if (hasZodFastifySchemaValidationErrors(error)) return toldOfFields(error, request)
  const problem = toldByFastify(error as FastifyError)
  return problem && toldOf(problem, request)
}

const toldOfHttpProblem = ({ status, code, message, headers }: HttpProblem): Told => ({
  status,
  code,
  detail: message,
  headers,
})

function toldOfProblem({ kind, code, message }: Problem): Told {
  const told = { status: statusOf[kind], code, detail: message }
  if (kind !== 'signed-out') return told
  // RFC 6750 section 3: whoever is not let in is told how to get in, and whether what they showed was no good.
  const wrong = code === 'SIGNED_OUT' ? '' : ', error="invalid_token"'
  return { ...told, headers: { 'www-authenticate': `Bearer realm="Rollcall"${wrong}` } }
}

interface WrongFields {
  readonly validation: readonly { readonly instancePath: string; readonly message?: string | undefined }[]
  readonly validationContext?: string | undefined
}

function toldOfFields(
  { validation, validationContext }: WrongFields,
  request: FastifyRequest,
): Told | undefined {
  // An id that cannot be one is answered as one that is nobody's.
  if (validationContext === 'params') return toldOf(problems.notFound({ what: 'address' }), request)
  const errors = validation.map(({ instancePath, message = 'This is not as it should be.' }): FieldError => {
    const path = instancePath === '/' ? '' : instancePath
    return validationContext === 'body'
      ? { detail: message, pointer: `#${path}` }
      : { detail: message, parameter: path.slice(1) }
  })
  const detail =
    'Something in the request has to be mended. Each fault is listed under errors, with its place.'
  return { status: 422, code: 'FIELDS_WRONG', detail, errors }
}

function toldByFastify({ code, statusCode = 500 }: FastifyError): HttpProblem | undefined {
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY' || code === 'FST_ERR_CTP_EMPTY_JSON_BODY')
    return httpProblems.bodyNotJson()
  if (/^FST_(?:PARTS|FILES|FIELDS)_LIMIT$/.test(code)) return httpProblems.fileMissing()
  if (statusCode === 413) return httpProblems.bodyTooLarge()
  if (statusCode === 415 || statusCode === 406) return httpProblems.mediaType()
  if (statusCode === 503) return httpProblems.stopping()
  return statusCode >= 400 && statusCode < 500 ? httpProblems.notUnderstood() : undefined
}

/** Systems are told in JSON, people on a page. */
const isForSystems = ({ url, routeOptions }: FastifyRequest): boolean =>
  /^\/(?:api|\.well-known|notify)(?:\/|$|\?)/.test(routeOptions.url ?? url)

/** 'NOT_FOUND' as it stands in an address: 'not-found'. */
const kebab = (code: string): string => code.toLowerCase().replaceAll('_', '-')

/** 'NOT_FOUND' as a heading: 'Not found'. */
const titleOf = (code: string): string => capital(code.toLowerCase().replaceAll('_', ' '))
