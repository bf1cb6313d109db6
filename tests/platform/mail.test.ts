import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { startLog } from '@rollcall/platform/log'
import { type Mailer, MailFault } from '@rollcall/platform/mail'
import { openMailer } from '@rollcall/platform/open-mailer'
import { afterEach, expect, test } from 'vitest'
import { readMail, testMailServer } from '../support/mail-server.ts'
import { type Script, scriptedMailServer } from '../support/scripted-mail-server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const server = testMailServer()
const scripted = scriptedMailServer()
const home = temporaryFolder()
const logged: string[] = []
const log = startLog({ LOG_LEVEL: 'info' }, 'mail', { to: { write: (line) => logged.push(line) } })
const message = {
  to: 'priya@camden.example',
  subject: 'Your code – sign in',
  text: 'Your code is 123 456.',
  html: '<p>Your code is <b>123 456</b>.</p>',
  parts: ['Your code is 123 456.'],
}
const reference = '0198f0d2-0000-7000-8000-000000000001'

const opened: Mailer[] = []
const mailerTo = (SMTP_URL: string, more: { MAIL_REPLY_TO?: string; BOUNCE_ADDRESS?: string } = {}) => {
  const MAIL_FROM = 'Rollcall <rollcall@office.example>'
  const mailer = openMailer({ SMTP_URL, MAIL_FROM, ROLLCALL_HOME: home(), ...more }, log)
  opened.push(mailer)
  return mailer
}
afterEach(() => {
  for (const mailer of opened.splice(0)) mailer.close?.()
})

test('a message arrives as it was written, from the sender of the settings, and is known for one of a machine', async () => {
  await mailerTo(server.url).send(message)

  const { headers, ...mail } = await server.mailTo(message.to)
  const { parts: _, ...written } = message
  expect(mail).toMatchObject({ ...written, to: [message.to], from: 'rollcall@office.example' })
  expect(headers.get('auto-submitted')).toBe('auto-generated')
  expect(headers.get('x-auto-response-suppress')).toBe('OOF, AutoReply')
})

test('a message is known by our reference, to whoever carries it and to whoever sends it back', async () => {
  const mailer = mailerTo(scripted.url, { BOUNCE_ADDRESS: 'bounces@office.example' })
  const proof = '0123456789abcdef0123456789abcdef'
  const handed = await mailer.send({ ...message, reference, proof })

  expect(handed).toEqual({ provider: 'smtp', id: `<${reference}@office.example>` })
  expect(scripted.said).toEqual(
    expect.arrayContaining([
      `MAIL FROM:<bounces@office.example> RET=HDRS ENVID=${reference}.${proof}`,
      'RCPT TO:<priya@camden.example> NOTIFY=FAILURE',
    ]),
  )

  await mailerTo(server.url, { MAIL_REPLY_TO: 'help@office.example' }).send({
    ...{ ...message, reference, proof, to: 'answers@camden.example' },
  })
  const { headers } = await server.mailTo('answers@camden.example')
  expect(headers.get('message-id')).toBe(`<${reference}@office.example>`)
  expect(headers.get('rollcall-proof')).toBe(proof)
  expect(headers.get('reply-to')).toBe('help@office.example')
})

test.each([{}, { BOUNCE_ADDRESS: 'bounces@office.example' }])(
  'an address is one address, whatever signs are in it: %j',
  async (settings) => {
    const mailer = mailerTo(server.url, settings)
    const before = server.received.length

    await mailer.send({ ...message, to: 'one@a.example, two@b.example' }).catch(() => undefined)
    await mailer.send({ ...message, to: 'three@a.example\r\nBcc: four@b.example' }).catch(() => undefined)

    const reached = server.received.slice(before).flatMap(({ to }) => to)
    expect(reached.filter((address) => /^(?:one|two|four)@/.test(address))).toEqual([])
  },
)

test.each<[string, Script, string]>([
  ['breaks off before it greets', { greeting: 'break' }, 'away'],
  ['greets with a refusal', { greeting: '554 no service' }, 'away'],
  ['is closing', { greeting: '421 4.3.2 closing' }, 'away'],
  ['refuses the sender', { mail: '550 5.7.1 not you' }, 'away'],
  ['breaks off before it is told whom it is to', { mail: 'break' }, 'away'],
  ['has no such mailbox', { rcpt: '550 5.1.1 <priya@camden.example> unknown' }, 'no such address'],
  ['takes nothing for them now', { rcpt: '451 4.2.1 later' }, 'not now'],
  ['blocks us', { rcpt: '550 5.7.1 blocked' }, 'refused'],
  ['breaks off before it takes the message', { data: 'break' }, 'away'],
  ['refuses what is said', { content: '554 5.6.0 no' }, 'refused'],
  ['takes nothing after all of it now', { content: '451 4.3.0 later' }, 'not now'],
  ['breaks off when all was said', { content: 'break' }, 'not known'],
])('a server that %s', async (_what, script, kind) => {
  scripted.script = script
  const error = await mailerTo(scripted.url)
    .send({ ...message, reference })
    .catch((thrown: unknown) => thrown)
  scripted.script = {}

  expect(error).toBeInstanceOf(MailFault)
  expect(error).toMatchObject({ kind })
  expect(String(error)).not.toContain('camden')
})

test('messages share a connection, and one that the server closed meanwhile costs none of them', async () => {
  const mailer = mailerTo(scripted.url)
  const before = scripted.connections
  for (let n = 0; n < 3; n++) await mailer.send(message)
  expect(scripted.connections).toBe(before + 1)

  scripted.hangUp()
  expect(await mailer.send(message)).toMatchObject({ provider: 'smtp' })
})

test('a server beyond this machine that offers no TLS is handed nothing', async () => {
  // This machine, written in a way that is not taken for it.
  const mailer = mailerTo(server.url.replace('127.0.0.1', '[::ffff:127.0.0.1]'))
  const before = server.received.length

  await expect(mailer.send(message)).rejects.toThrow('ETLS')
  expect(server.received).toHaveLength(before)
})

test('without a server each message is a file that nobody else on the machine can read', async () => {
  const folder = home()
  await openMailer({ SMTP_URL: undefined, MAIL_FROM: undefined, ROLLCALL_HOME: folder }, log).send(message)

  const [name = '', ...others] = await readdir(join(folder, 'mail'))
  expect(others).toEqual([])
  expect(name).toMatch(/^2\d{3}-.*\.eml$/)
  const path = join(folder, 'mail', name)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect((await stat(join(folder, 'mail'))).mode & 0o777).toBe(0o700)
  const mail = await readMail(await readFile(path))
  expect(mail).toMatchObject({ subject: message.subject, from: 'rollcall@localhost' })
  expect(mail.text).toBe(message.text)
})

test('neither what a message says nor whom it is to is logged', () => {
  expect(logged.join('')).toContain('.eml')
  expect(logged.join('')).not.toMatch(/123 456|camden/)
})
