import type { AddressInfo } from 'node:net'
import { startLog } from '@rollcall/platform/log'
import { type Mailer, openMailer } from '@rollcall/platform/mail'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll } from 'vitest'

const MAIL_FROM = 'Rollcall <rollcall@office.example>'
const quiet = startLog({ LOG_LEVEL: 'silent' }, 'mail')

/** A message as it arrived. */
export interface ReceivedMail {
  readonly from: string
  /** Whom the sender named to the server. */
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly headers: ReadonlyMap<string, string>
}

interface TestMailServer {
  /** For SMTP_URL. */
  readonly url: string
  /** What a portal is given to send through it. */
  readonly mailer: Mailer
  /** Every message so far, oldest first. */
  readonly received: readonly ReceivedMail[]
  /** The newest message to an address, once there are as many as said to it. */
  mailTo(address: string, count?: number): Promise<ReceivedMail>
  /** While it is set, nothing is taken. */
  isAway: boolean
}

/** A real mail server on this machine, for the tests of one file. */
export function testMailServer(): TestMailServer {
  const received: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onConnect: (_session, answer) => {
      answer(mails.isAway ? Object.assign(new Error('Try again later'), { responseCode: 421 }) : null)
    },
    onData: (stream, { envelope }, answer) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address)
        readMail(Buffer.concat(parts), to).then(
          (mail) => {
            received.push(mail)
            answer(null)
          },
          (error: unknown) => answer(error as Error),
        )
      })
    },
  })
  const mails: TestMailServer = {
    get url() {
      return `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
    },
    mailer: {
      // Where it listens is known once it does.
      send: (mail) => openMailer({ SMTP_URL: mails.url, MAIL_FROM, ROLLCALL_HOME: '' }, quiet).send(mail),
    },
    received,
    mailTo: async (address, count = 1) => {
      const until = performance.now() + 10_000
      for (;;) {
        const found = received.filter(({ to }) => to.includes(address))
        const last = found.at(-1)
        if (last !== undefined && found.length >= count) return last
        if (performance.now() > until) throw new Error(`no mail came to ${address}`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    isAway: false,
  }
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)))
  return mails
}

/** What a message says, from its bytes. */
export async function readMail(bytes: Uint8Array, to: readonly string[] = []): Promise<ReceivedMail> {
  const { from, subject = '', text = '', html = '', headers } = await PostalMime.parse(bytes)
  return {
    from: from?.address ?? '',
    to,
    subject,
    text: text.replaceAll('\r\n', '\n').trim(),
    html: html.trim(),
    headers: new Map(headers.map(({ key, value }) => [key, value])),
  }
}

/** The six figures in a message. */
export function codeIn({ text }: Pick<ReceivedMail, 'text'>): string {
  const [, first, second] = /^ *(\d{3}) (\d{3})$/m.exec(text) ?? []
  if (first === undefined || second === undefined) throw new Error(`no code in ${text}`)
  return `${first}${second}`
}

/** The path of the one link in a message. */
export function linkIn({ text }: Pick<ReceivedMail, 'text'>): string {
  const links = [...text.matchAll(/https?:\/\/[^\s]+/g)].map(([link]) => link)
  if (links.length !== 1) throw new Error(`${links.length} links in ${text}`)
  return new URL(String(links[0])).pathname
}
