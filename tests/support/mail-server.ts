import type { AddressInfo } from 'node:net'
import { startLog } from '@rollcall/platform/log'
import type { Mailer } from '@rollcall/platform/mail'
import { openMailer } from '@rollcall/platform/open-mailer'
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
  /** The newest message to an address, once there are as many as said to it; of those with a subject, where one is said. */
  mailTo(address: string, count?: number, subject?: string): Promise<ReceivedMail>
  /** While it is set, nothing is taken. */
  isAway: boolean
}

/** A real mail server on this machine, for the tests of one file. */
export function testMailServer(): TestMailServer {
  const received: ReceivedMail[] = []
  let isAway = false
  let server: Awaited<ReturnType<typeof startMailServer>> | undefined
  beforeAll(async () => {
    server = await startMailServer({ isAway: () => isAway, onMail: (mail) => received.push(mail) })
  })
  const url = () => server?.url ?? ''
  // Where it listens is known once it does.
  let mailer: Mailer | undefined
  const opened = () => (mailer ??= openMailer({ SMTP_URL: url(), MAIL_FROM, ROLLCALL_HOME: '' }, quiet))
  afterAll(async () => {
    mailer?.close?.()
    await server?.stop()
  })
  return {
    get url() {
      return url()
    },
    mailer: { provider: 'smtp', send: (mail) => opened().send(mail) },
    received,
    mailTo: async (address, count = 1, subject) => {
      const until = performance.now() + 30_000
      for (;;) {
        const found = received.filter(
          (one) => one.to.includes(address) && (subject === undefined || one.subject === subject),
        )
        const last = found.at(-1)
        if (last !== undefined && found.length >= count) return last
        if (performance.now() > until) throw new Error(`no mail came to ${address}`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    get isAway() {
      return isAway
    },
    set isAway(away) {
      isAway = away
      // A server that goes away ends the connections it has.
      mailer?.close?.()
      mailer = undefined
    },
  }
}

interface ToStart {
  readonly isAway?: () => boolean
  /** Whether there is a mailbox of this address. */
  readonly has?: (address: string) => boolean | Promise<boolean>
  /** Once a message has been said in full, before the sender hears that it was taken. */
  readonly onMail: (mail: ReceivedMail) => unknown
}

/** A real mail server on this machine. */
export async function startMailServer({ isAway = () => false, has = () => true, onMail }: ToStart) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    // A sender that keeps its connections open for what may come is not waited for: left alone, that is half a minute.
    closeTimeout: 50,
    onConnect: (_session, answer) => answer(isAway() ? refusal(421, 'Try again later') : null),
    onRcptTo: ({ address }, _session, answer) => {
      Promise.resolve(has(address)).then(
        (isThere: boolean) => answer(isThere ? null : refusal(550, '5.1.1 No such mailbox')),
        (error: unknown) => answer(error as Error),
      )
    },
    onData: (stream, { envelope }, answer) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address)
        readMail(Buffer.concat(parts), to)
          .then(onMail)
          .then(
            () => answer(null),
            (error: unknown) => answer(error as Error),
          )
      })
    },
  })
  // Whoever is killed says no goodbye.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  }
}

const refusal = (responseCode: number, words: string): Error =>
  Object.assign(new Error(words), { responseCode })

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

/** What the message is called that has a code to sign in: who works on a round has others as well. */
export const codeSubject = 'Your code to sign in to Rollcall'

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
