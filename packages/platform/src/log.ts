import { type Logger, pino } from 'pino'
import type { Settings } from './settings.ts'

export type Log = Logger

const secretHeaders = [
  'authorization',
  'cookie',
  'proxy-authorization',
  'set-cookie',
  'x-forwarded-authorization',
]
const where = [
  '',
  'headers',
  'req.headers',
  'res.headers',
  'request.headers',
  'response.headers',
  '*.headers',
]
const secrets = where.flatMap((path) => secretHeaders.map((header) => `${path}["${header}"]`))

// Facts about an error that never quote a row. Postgres puts row values into `detail` and `where`, so those stay out.
const facts = [
  'code',
  'errno',
  'syscall',
  'address',
  'port',
  'path',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
]

/** Writes one JSON object a line: on stdout, or on stderr where stdout is for answers. */
export function startLog(
  { LOG_LEVEL }: Pick<Settings, 'LOG_LEVEL'>,
  name: string,
  { to = process.stdout }: { readonly to?: { write(line: string): unknown } } = {},
): Log {
  return pino(
    {
      name,
      level: LOG_LEVEL,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      // We say `err`. One that somebody calls `error` is not to be written as it is either.
      serializers: { err: describeError, error: describeError },
      redact: { paths: secrets, censor: '(not logged)' },
    },
    to,
  )
}

/** All that helps to mend it: the stack, the causes, and the facts. */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error
  const known = error as Error & Record<string, unknown>
  const inner = (cause: unknown) => (depth < 8 ? describeError(cause, depth + 1) : 'and so on')
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...Object.fromEntries(
      facts.filter((fact) => known[fact] !== undefined).map((fact) => [fact, known[fact]]),
    ),
    ...(error.cause === undefined ? {} : { cause: inner(error.cause) }),
    ...(error instanceof AggregateError ? { errors: error.errors.map(inner) } : {}),
  }
}
