import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { startLog } from '@rollcall/platform/log'
import { openMailer } from '@rollcall/platform/mail'
import { expect, test } from 'vitest'
import { readMail, testMailServer } from '../support/mail-server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const server = testMailServer()
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

test('a message arrives as it was written, from the sender of the settings, and is known for one of a machine', async () => {
  const MAIL_FROM = 'Rollcall <rollcall@office.example>'
  const mailer = openMailer({ SMTP_URL: server.url, MAIL_FROM, ROLLCALL_HOME: home() }, log)

  await mailer.send(message)

  const { headers, ...mail } = await server.mailTo(message.to)
  expect(mail).toMatchObject({ ...message, to: [message.to], from: 'rollcall@office.example' })
  expect(headers.get('auto-submitted')).toBe('auto-generated')
})

test('an address is one address, whatever signs are in it', async () => {
  const MAIL_FROM = 'rollcall@office.example'
  const mailer = openMailer({ SMTP_URL: server.url, MAIL_FROM, ROLLCALL_HOME: home() }, log)
  const before = server.received.length

  await mailer.send({ ...message, to: 'one@a.example, two@b.example' }).catch(() => undefined)
  await mailer.send({ ...message, to: 'three@a.example\r\nBcc: four@b.example' }).catch(() => undefined)

  const reached = server.received.slice(before).flatMap(({ to }) => to)
  expect(reached.filter((address) => /^(?:one|two|four)@/.test(address))).toEqual([])
})

test('a server that takes nothing is told to whoever sends', async () => {
  const MAIL_FROM = 'rollcall@office.example'
  const mailer = openMailer({ SMTP_URL: server.url, MAIL_FROM, ROLLCALL_HOME: home() }, log)
  server.isAway = true
  const sending = mailer.send(message)

  await expect(sending).rejects.toThrow()
  server.isAway = false
})

test('a server beyond this machine that offers no TLS is handed nothing', async () => {
  // This machine, written in a way that is not taken for it.
  const SMTP_URL = server.url.replace('127.0.0.1', '[::ffff:127.0.0.1]')
  const mailer = openMailer({ SMTP_URL, MAIL_FROM: 'rollcall@office.example', ROLLCALL_HOME: home() }, log)
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
