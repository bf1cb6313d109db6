import { expect, test } from 'vitest'
import { startLog } from './log.ts'

function listen(level: 'info' | 'warn' = 'info') {
  const lines: string[] = []
  const log = startLog({ LOG_LEVEL: level }, 'portal', { to: { write: (line) => lines.push(line) } })
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> }
}

test('a line says who, when, how grave and what', () => {
  const { log, last } = listen()
  log.info({ port: 3000 }, 'listening')
  expect(last()).toMatchObject({
    name: 'portal',
    level: 'info',
    msg: 'listening',
    port: 3000,
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
  })
})

test('what is below the level is not written', () => {
  const { log, lines } = listen('warn')
  log.info('quiet')
  expect(lines).toEqual([])
})

test('an error is written whole, with its causes', () => {
  const { log, last } = listen()
  const cause = Object.assign(new TypeError('connection refused'), { code: 'ECONNREFUSED', port: 5432 })
  log.error({ err: new Error('could not read submission 8f', { cause }) }, 'unexpected error')
  expect(last()).toMatchObject({
    level: 'error',
    err: {
      type: 'Error',
      message: 'could not read submission 8f',
      stack: expect.stringContaining('log.test.ts'),
      cause: {
        type: 'TypeError',
        code: 'ECONNREFUSED',
        port: 5432,
        stack: expect.stringContaining('log.test.ts'),
      },
    },
  })
  log.error(new AggregateError([new Error('first'), new Error('second')], 'both failed'))
  expect(last()).toMatchObject({ err: { errors: [{ message: 'first' }, { message: 'second' }] } })
})

test('an error that turns in a circle is written all the same', () => {
  const { log, last } = listen()
  const error = new Error('round')
  error.cause = error
  log.error({ err: error })
  expect(JSON.stringify(last())).toContain('and so on')
})

test('what Postgres quotes of a row is not written', () => {
  const { log, lines, last } = listen()
  const error = Object.assign(new Error('duplicate key'), {
    code: '23505',
    constraint: 'people_email_key',
    detail: 'Key (email)=(canary) already exists.',
    where: 'canary',
  })
  log.error({ err: new Error('not stored', { cause: error }) })
  expect(last()).toMatchObject({ err: { cause: { constraint: 'people_email_key' } } })
  expect(lines.join()).not.toContain('canary')
})

test.each([
  [{ headers: { authorization: 'hunter2' } }],
  [{ req: { headers: { cookie: 'hunter2', authorization: 'hunter2', accept: 'text/html' } } }],
  [{ res: { headers: { 'set-cookie': 'hunter2' } } }],
  [{ call: { headers: { authorization: 'hunter2' } } }],
])('%o is written without what lets somebody in', (facts) => {
  const { log, lines } = listen()
  log.info(facts, 'request')
  expect(lines.join()).not.toContain('hunter2')
})
