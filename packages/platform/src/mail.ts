import { randomUUID } from 'node:crypto'
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Log } from './log.ts'
import { type MailServer, mailServer, senderOf } from './mail-server.ts'
import type { Settings } from './settings.ts'

/** One message to one person. */
export interface Mail {
  /** The address that is stored for the person, and never one that was just typed. */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

export interface Mailer {
  /** Hands a message over, or throws where that cannot be done now. */
  send(mail: Mail): Promise<void>
}

type Given = Pick<Settings, 'SMTP_URL' | 'MAIL_FROM' | 'ROLLCALL_HOME'>

/** Sends by the server of the settings. Where none is set, each message is a file that whoever runs this machine can open. */
export function openMailer({ SMTP_URL: url, MAIL_FROM: from, ROLLCALL_HOME: home }: Given, log: Log): Mailer {
  const server = url === undefined ? undefined : mailServer(url)
  const sender = senderOf(from ?? 'Rollcall <rollcall@localhost>')
  return server === undefined ? intoFolder(join(home, 'mail'), sender, log) : throughServer(server, sender)
}

type Sender = ReturnType<typeof senderOf>

function throughServer({ host, port, tls, login }: MailServer, sender: Sender): Mailer {
  const transport = createTransport({
    host,
    port,
    secure: tls === 'at once',
    requireTLS: tls === 'required',
    ignoreTLS: tls === 'none',
    ...(login && { auth: login }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    ...nothingFromOutside,
  })
  return {
    send: async (mail) => {
      await transport.sendMail(messageOf(mail, sender)).catch(withoutWords)
    },
  }
}

/** A server that refuses a message repeats whom it is to, which is not for a log. */
function withoutWords(error: unknown): never {
  const { code, responseCode } = error as { readonly code?: string; readonly responseCode?: number }
  const why = [code, responseCode].filter((part) => part !== undefined).join(' ')
  throw new Error(`a message could not be handed to the mail server: ${why || 'it did not say why'}`)
}

function intoFolder(folder: string, sender: Sender, log: Log): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, ...nothingFromOutside })
  return {
    send: async (mail) => {
      const { message } = await transport.sendMail(messageOf(mail, sender))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await chmod(folder, 0o700)
      const name = `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`
      const path = join(folder, name)
      await writeFile(`${path}.part`, message, { mode: 0o600, flag: 'wx' })
      // Nobody who looks into the folder sees half a message.
      await rename(`${path}.part`, path)
      log.info({ path }, 'a message was written to a file, as SMTP_URL is not set')
    },
  }
}

// What a message says is ours. It never has a file or another address read into it.
const nothingFromOutside = { disableFileAccess: true, disableUrlAccess: true } as const

const messageOf = ({ to, subject, text, html }: Mail, from: Sender) => ({
  from,
  // As an object, so that nothing in it is read as a second address.
  to: { name: '', address: to },
  subject,
  text,
  html,
  // RFC 3834 section 5: so that nobody's absence is announced to us.
  headers: { 'Auto-Submitted': 'auto-generated' },
})
