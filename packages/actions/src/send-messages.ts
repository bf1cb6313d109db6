import {
  type ClaimedMessage,
  claimMessage,
  listBegunBefore,
  type Message,
  mayBegin,
  settleMessage,
  updateMessage,
} from '@rollcall/database/messages'
import { minutesUntilNextTry, settledAfterMinutes } from '@rollcall/domain/message'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Handed, MailFault } from '@rollcall/platform/mail'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import type { Mailing } from './mailing.ts'
import { noteBounce } from './note-bounce.ts'
import { writeMessage } from './write-message.ts'

/** What sending messages needs. */
export interface Sending extends Mailing {
  /** How many messages may be begun in a minute, by all workers together. */
  readonly mailPerMinute: number
}

type Having = Context & Sending

/** How many are on their way at a time. */
const lanes = 4
/** Then another job goes on, so that a worker can stop. */
const longestMs = 8000

/**
 * Sends what is due, one committed row before each. A message that was begun and of which nothing is known is asked after where that can
 * be done; where it cannot, it is left for a person to decide, and never sent again by itself.
 */
export async function sendMessages(context: Having): Promise<void> {
  mustBeAllowed(context.viewer, 'send messages')
  await settleBegun(context)
  const until = performance.now() + longestMs
  const drain = async (): Promise<boolean> => {
    for (;;) {
      const went = await sendNext(context)
      if (went !== 'on') return false
      if (performance.now() > until) return true
    }
  }
  const drained = await Promise.allSettled(Array.from({ length: lanes }, drain))
  for (const lane of drained) if (lane.status === 'rejected') throw lane.reason
  if (drained.some((lane) => lane.status === 'fulfilled' && lane.value))
    await transact(context, (trx) => enqueue(trx, jobs.sendMessages, {}))
}

/** Sends the next message. 'stop' where there is none, no more may be begun this minute, or nobody takes any. */
async function sendNext(context: Having): Promise<'on' | 'stop'> {
  const begun = await begin(context)
  if (begun === 'nothing' || begun === 'enough') return 'stop'
  if (begun === 'settled') return 'on'
  const { message, mail } = begun
  try {
    const handed = await context.mailer.send(mail)
    await transact(context, (trx) => updateMessage(trx, message.id, sentBy(context, handed)))
    return 'on'
  } catch (error) {
    if (!(error instanceof MailFault)) throw error
    return await notHanded(context, message, mail.to, error)
  }
}

const sentBy = ({ now }: Context, { provider, id }: Handed) =>
  ({ state: 'sent', provider, providerId: id, sentAt: now, why: null }) as const

type Begun = 'nothing' | 'enough' | 'settled' | { readonly message: ClaimedMessage; readonly mail: Mail }
type Mail = Parameters<Having['mailer']['send']>[0]

/** Takes the next message, writes it with what is known now, and commits that it is begun. */
const begin = (context: Having): Promise<Begun> =>
  transact(context, async (trx) => {
    const { now, mailPerMinute } = context
    const message = await claimMessage(trx, now)
    if (message === undefined) return 'nothing'
    const written = await writeMessage(context, trx, message)
    if (!('mail' in written)) {
      const [state, why] =
        'cannot' in written
          ? (['given up', written.cannot] as const)
          : (['not needed', written.notNeeded] as const)
      await updateMessage(trx, message.id, { state, why, settledAt: now })
      return 'settled'
    }
    if (!(await mayBegin(trx, now, mailPerMinute))) return 'enough'
    const { mail, wordingVersion, kept } = written
    await updateMessage(trx, message.id, {
      ...{ state: 'sending', attempts: message.attempts + 1, begunAt: now },
      ...{ address: mail.to, subject: mail.subject, body: kept, wordingVersion, why: null },
    })
    return { message, mail }
  })

const minutesAfter = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * 60_000)

/** What becomes of a message that was not taken: it waits, is given up, or came back; or nobody can say. */
async function notHanded(
  context: Having,
  message: ClaimedMessage,
  address: string,
  { kind, said }: MailFault,
): Promise<'on' | 'stop'> {
  const { now } = context
  await transact(context, async (trx) => {
    if (kind === 'not known') return // As if the worker had died: settled later.
    if (kind === 'no such address') {
      await noteBounce(context, trx, { messageId: message.id, address, fault: 'came back', said })
      return
    }
    const again = kind === 'refused' ? undefined : minutesUntilNextTry(message.attempts + 1)
    await updateMessage(
      trx,
      message.id,
      again === undefined
        ? { state: 'given up', why: said, settledAt: now }
        : { state: 'waiting', why: said, sendAfter: minutesAfter(now, again) },
    )
  })
  return kind === 'away' ? 'stop' : 'on'
}

/** Settles messages of which nobody said what became: by asking who carries mail, or as unclear. */
async function settleBegun(context: Having): Promise<void> {
  const { now } = context
  const before = minutesAfter(now, -settledAfterMinutes)
  const begun = await transact(context, (trx) => listBegunBefore(trx, before, 100))
  for (const message of begun) {
    const change = await becameOf(context, message)
    await transact(context, (trx) => settleMessage(trx, message, change))
  }
}

async function becameOf(context: Having, { id }: Message) {
  const { now, mailer } = context
  if (mailer.find === undefined) {
    const why =
      'The worker stopped while it sent this, and the mail server cannot be asked whether it took it.'
    return { state: 'unclear', why, settledAt: now } as const
  }
  const handed = await mailer.find(id)
  return handed === undefined ? ({ state: 'waiting', sendAfter: now } as const) : sentBy(context, handed)
}
