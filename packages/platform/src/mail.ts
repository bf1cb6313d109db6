import { randomUUID } from 'node:crypto'
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Log } from './log.ts'
import { type MailServer, mailServer, senderOf } from './mail-server.ts'
import type { Settings } from './settings.ts'

/** A part of what a message says: a paragraph, a list, figures to be typed somewhere, or where to go. */
export type MailPart =
  | string
  | readonly string[]
  | { readonly code: string }
  | { readonly link: string; readonly words: string }

/** One message to one person. */
export interface Mail {
  /** The address that is stored for the person, and never one that was just typed. */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** The same part by part, for whoever carries it in a form of their own. */
  readonly parts: readonly MailPart[]
  /** What it is known by with us, and what whoever carries it can be asked for. */
  readonly reference?: string
}

/** Who took a message, and what they call it. */
export interface Handed {
  readonly provider: 'smtp' | 'notify' | 'folder'
  readonly id: string
}

export interface Mailer {
  /** Hands a message over, or throws a `MailFault`. */
  send(mail: Mail): Promise<Handed>
  /** What became of a message that was begun, where whoever carries mail can be asked: nothing, where they never had it. */
  readonly find?: (reference: string) => Promise<Handed | undefined>
}

/**
 * Why a message was not handed over: nobody could be reached ('away'); not now, but later; never; never to this address. Or it is
 * 'not known' whether it was, as the connection broke when all of it had been said.
 */
export type MailFaultKind = 'away' | 'not now' | 'refused' | 'no such address' | 'not known'

/** A message that was not handed over. Its words never hold whom it was to. */
export class MailFault extends Error {
  override readonly name = 'MailFault'
  readonly kind: MailFaultKind
  /** What the server or the service said, in its code alone: 'EENVELOPE 550'. */
  readonly said: string

  constructor(kind: MailFaultKind, said: string) {
    super(`a message could not be handed over (${kind}): ${said || 'it was not said why'}`)
    this.kind = kind
    this.said = said
  }
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
      const { messageId } = await transport.sendMail(messageOf(mail, sender)).catch(withoutWords)
      return { provider: 'smtp', id: messageId }
    },
  }
}

/** A server that refuses a message repeats whom it is to, which is not for a log. */
function withoutWords(error: unknown): never {
  const { code, responseCode } = error as { readonly code?: string; readonly responseCode?: number }
  const said = [code, responseCode].filter((part) => part !== undefined).join(' ')
  throw new MailFault('away', said)
}

function intoFolder(folder: string, sender: Sender, log: Log): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, ...nothingFromOutside })
  return {
    send: async (mail) => {
      const { message, messageId } = await transport.sendMail(messageOf(mail, sender))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await chmod(folder, 0o700)
      const name = `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`
      const path = join(folder, name)
      await writeFile(`${path}.part`, message, { mode: 0o600, flag: 'wx' })
      // Nobody who looks into the folder sees half a message.
      await rename(`${path}.part`, path)
      log.info({ path }, 'a message was written to a file, as SMTP_URL is not set')
      return { provider: 'folder', id: messageId }
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
