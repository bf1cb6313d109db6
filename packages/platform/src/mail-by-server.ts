import type { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import type { Mailer } from './mail.ts'
import { messageOf, nothingFromOutside, type Sender } from './mail-message.ts'
import type { MailServer } from './mail-server.ts'
import { smtpFault } from './smtp-fault.ts'

/** Sends through a mail server, over a few connections that are kept for a while. */
export function throughServer({ host, port, tls, login }: MailServer, sender: Sender): Mailer {
  const transport = createTransport({
    pool: true,
    host,
    port,
    secure: tls === 'at once',
    requireTLS: tls === 'required',
    ignoreTLS: tls === 'none',
    ...(login && { auth: login }),
    maxConnections: 4,
    idleTimeout: 20_000,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    // Some servers read all of a message before they answer. All of these together are less than after what a message is asked after.
    socketTimeout: 40_000,
    ...nothingFromOutside,
  })
  // What each message is read from while it is sent: only that tells whether any of it was said to the server.
  const sources = new Map<string, Readable>()
  transport.use('stream', ({ data, message }, done) => {
    message.processFunc((source: Readable) => {
      sources.set(String(data.messageId), source)
      return source
    })
    done()
  })
  return {
    provider: 'smtp',
    send: async (mail) => {
      const message = messageOf(mail, sender)
      try {
        const { messageId } = await transport.sendMail(message)
        return { provider: 'smtp', id: messageId }
      } catch (error) {
        throw smtpFault(error, sources.get(message.messageId)?.readableDidRead === true)
      } finally {
        sources.delete(message.messageId)
      }
    },
    close: () => transport.close(),
  }
}
