import { startLog } from '@rollcall/platform/log'
import { MailFault } from '@rollcall/platform/mail'
import { openMailer } from '@rollcall/platform/open-mailer'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type NotifyServer, startNotifyServer } from '../support/notify-server.ts'

let notify: NotifyServer
beforeAll(async () => {
  notify = await startNotifyServer()
})
afterAll(() => notify.stop())
afterEach(() => {
  notify.fault = undefined
})

const log = startLog({ LOG_LEVEL: 'silent' }, 'mail')
const mailer = ({ key = notify.key, url = notify.url } = {}) =>
  openMailer(
    {
      ...{ SMTP_URL: undefined, MAIL_FROM: undefined, ROLLCALL_HOME: '' },
      ...{ NOTIFY_API_KEY: key, NOTIFY_TEMPLATE_ID: notify.templateId, NOTIFY_URL: url },
    },
    log,
  )
const mailWith = (reference: string) => ({
  ...{ to: 'priya@camden.example', subject: 'Fix 3 errors in your return', text: 'Dear Priya', html: '<p>' },
  parts: [
    'Dear Priya',
    ['3 errors # to fix', '[1] question'],
    { link: 'https://rollcall.example/data-requests/1', words: 'See the return' },
  ],
  reference,
})
const sending = (reference: string, given = {}) =>
  mailer(given)
    .send(mailWith(reference))
    .catch((error: unknown) => error)

test('a message is sent by the template, in Markdown, under our reference, and can be asked for', async () => {
  const reference = crypto.randomUUID()
  const handed = await mailer().send(mailWith(reference))

  const [taken] = notify.taken
  expect(taken).toEqual({
    id: handed.id,
    template_id: notify.templateId,
    email_address: 'priya@camden.example',
    reference,
    personalisation: {
      subject: 'Fix 3 errors in your return',
      message:
        'Dear Priya\n\n* 3 errors # to fix\n* \\[1\\] question\n\nSee the return:\n\nhttps://rollcall.example/data-requests/1',
    },
  })
  expect(handed.provider).toBe('notify')
  expect(await mailer().find?.(reference)).toEqual(handed)
  expect(await mailer().find?.(crypto.randomUUID())).toBeUndefined()
})

test.each([
  [400, 'ValidationError', 'email_address is not a valid email address', 'no such address'],
  [400, 'BadRequestError', 'Can’t send to this recipient using a team-only API key', 'refused'],
  [400, 'BadRequestError', 'Can’t send to this recipient when service is in trial mode', 'refused'],
  [400, 'BadRequestError', 'Emails cannot be longer than 2000000 bytes', 'refused'],
  [400, 'BadRequestError', 'Missing personalisation: message', 'away'],
  [400, 'BadRequestError', 'Template not found', 'away'],
  [403, 'AuthError', 'Error: Your system clock must be accurate to within 30 seconds', 'away'],
  [429, 'RateLimitError', 'Exceeded rate limit for key type LIVE', 'away'],
  [429, 'TooManyRequestsError', 'Exceeded send limits (50) for today', 'away'],
  [500, 'Exception', 'Internal server error', 'not known'],
  [502, 'BadGateway', '', 'not known'],
  [503, 'Unavailable', '', 'away'],
])('%i %s, %s: %s', async (status, error, message, kind) => {
  notify.fault = { status, error, message }
  const fault = await sending(crypto.randomUUID())

  expect(fault).toBeInstanceOf(MailFault)
  expect(fault).toMatchObject({ kind, said: `${error} ${status}` })
  expect(JSON.stringify(fault) + String(fault)).not.toContain('camden')
})

test('when the connection breaks nobody knows, and it is asked what became of the message', async () => {
  const [before, after] = [crypto.randomUUID(), crypto.randomUUID()]
  notify.fault = 'breaks before'
  const first = await sending(before)
  notify.fault = 'breaks after'
  const second = await sending(after)
  notify.fault = undefined

  expect([first, second]).toMatchObject([{ kind: 'not known' }, { kind: 'not known' }])
  expect(await mailer().find?.(before)).toBeUndefined()
  expect(await mailer().find?.(after)).toMatchObject({ provider: 'notify' })
})

test('a wrong key, or nobody there, is nothing that is wrong with the message', async () => {
  const key = `test-${crypto.randomUUID()}-${crypto.randomUUID()}`

  expect(await sending(crypto.randomUUID(), { key })).toMatchObject({ kind: 'away', said: 'AuthError 403' })
  expect(await sending(crypto.randomUUID(), { url: 'http://127.0.0.1:9' })).toMatchObject({ kind: 'away' })
})

test('where it cannot say whether it has a message, that is no answer', async () => {
  notify.fault = { status: 500, error: 'Exception', message: 'Internal server error' }

  await expect(mailer().find?.(crypto.randomUUID())).rejects.toMatchObject({ kind: 'away' })
})
