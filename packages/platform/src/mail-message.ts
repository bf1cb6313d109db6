import { randomUUID } from 'node:crypto'
import type { Mail } from './mail.ts'
import type { senderOf } from './mail-server.ts'

/** Whom mail is from, and where what comes of it goes. */
export interface Sender {
  readonly from: ReturnType<typeof senderOf>
  /** Whom people answer to, where that is not the sender. */
  readonly replyTo?: string | undefined
  /** Where messages come back to that could not be delivered, where that is not the sender. */
  readonly bounceTo?: string | undefined
}

// What a message says is ours. It never has a file or another address read into it.
export const nothingFromOutside = { disableFileAccess: true, disableUrlAccess: true } as const

/** The header that has a message's proof. Answers to it quote its Message-ID, but never this; whatever sends it back has both. */
export const proofHeader = 'Rollcall-Proof'

/** A message as it goes over the wire. What it is known by with us is in its Message-ID, by which a report of it that comes back names it. */
export const messageOf = ({ to, subject, text, html, reference, proof }: Mail, sender: Sender) => {
  const { from, replyTo, bounceTo } = sender
  const id = reference ?? randomUUID()
  // As an object, so that nothing in it is read as a second address.
  const one = { name: '', address: to }
  return {
    from,
    to: one,
    ...(replyTo !== undefined && { replyTo }),
    subject,
    text,
    html,
    messageId: `<${id}@${from.address.split('@').at(-1)}>`,
    envelope: { from: { name: '', address: bounceTo ?? from.address }, to: one },
    // RFC 3461: a report names our id with its proof, says only that it failed, and has none of the words in it.
    dsn: {
      id: proof === undefined ? id : `${id}.${proof}`,
      return: 'headers' as const,
      notify: 'failure' as const,
    },
    headers: {
      // RFC 3834 section 5: so that nobody's absence is announced to us; and the same as Exchange reads it.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      ...(proof !== undefined && { [proofHeader]: proof }),
    },
  }
}
