import { countTries, settleAttempt } from '@rollcall/database/message-attempts'
import { listBegunBefore, type Message } from '@rollcall/database/messages'
import { askedAfterWithinMinutes, minutesUntilNextTry, settledAfterMinutes } from '@rollcall/domain/message'
import { minutesAfter } from '@rollcall/platform/clock'
import { MailFault } from '@rollcall/platform/mail'
import { type Context, transact } from './context.ts'
import type { Sending } from './mailing.ts'
import { noteInvitationSent } from './note-invitation-sent.ts'
import { sentBy, taken } from './sent-by.ts'

/**
 * Settles messages that were begun and of which nobody said what became: by asking who carries mail, or as unclear. Where they do not
 * answer, they are asked again another time. Gives what went wrong otherwise.
 */
export async function settleBegun(context: Context & Sending): Promise<readonly unknown[]> {
  const before = minutesAfter(context.now, -settledAfterMinutes)
  const begun = await transact(context, (trx) => listBegunBefore(trx, before, 100))
  const faults: unknown[] = []
  for (const message of begun) {
    try {
      const change = await becameOf(context, message)
      await transact(context, async (trx) => {
        const isNews = await settleAttempt(trx, message, change, becameOfAttempt(context.now, change))
        if (isNews && change.state === 'sent') await noteInvitationSent(context, trx, message)
      })
    } catch (fault) {
      if (!(fault instanceof MailFault)) faults.push(fault)
      else if (fault.kind === 'away') break
    }
  }
  return faults
}

/** What that says of the attempt. Where nobody had it, what was said when it was tried still holds. */
const becameOfAttempt = (now: Date, { state }: Awaited<ReturnType<typeof becameOf>>) =>
  state === 'sent'
    ? taken(now)
    : ({ became: state === 'unclear' ? 'not known' : 'not taken', at: now } as const)

async function becameOf(context: Context & Sending, { id, begunAt, provider }: Message) {
  const { now, mailer } = context
  if (provider !== mailer.provider) {
    const why =
      'The worker stopped while it sent this, and somebody else carries mail since, who cannot know.'
    return { state: 'unclear', why, settledAt: now } as const
  }
  if (mailer.find === undefined) {
    const why =
      'The worker stopped while it sent this, and the mail server cannot be asked whether it took it.'
    return { state: 'unclear', why, settledAt: now } as const
  }
  const handed = await mailer.find(id)
  if (handed !== undefined) return sentBy(now, handed)
  // By now they may have had it, and forgotten it.
  if (begunAt === null || begunAt < minutesAfter(now, -askedAfterWithinMinutes)) {
    const why =
      'The worker stopped while it sent this, too long ago for whoever carries mail to know whether they had it.'
    return { state: 'unclear', why, settledAt: now } as const
  }
  const tries = await transact(context, (trx) => countTries(trx, id))
  return minutesUntilNextTry(tries) === undefined
    ? ({ state: 'given up', why: 'The worker stopped each time it sent this.', settledAt: now } as const)
    : ({ state: 'waiting', sendAfter: now } as const)
}
