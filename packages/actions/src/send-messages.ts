import { setTimeout as wait } from 'node:timers/promises'
import type { Trx } from '@rollcall/database/connect'
import { countTries, noteAttempt, settleAttempt } from '@rollcall/database/message-attempts'
import { holdsAttempt } from '@rollcall/database/messages'
import { minutesUntilNextTry, minutesWhileAway } from '@rollcall/domain/message'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { minutesAfter } from '@rollcall/platform/clock'
import { type Handed, MailFault } from '@rollcall/platform/mail'
import { type Begun, beginMessage } from './begin-message.ts'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import type { Sending } from './mailing.ts'
import { noteBounce } from './note-bounce.ts'
import { noteInvitationSent } from './note-invitation-sent.ts'
import { portalKey } from './portal-keys.ts'
import { sentBy, taken } from './sent-by.ts'
import { settleBegun } from './settle-begun.ts'

type Having = Context & Sending

/** How many are on their way at a time. */
const lanes = 4
/** Then another job goes on, so that a worker can stop. */
const longestMs = 8000
/** Who was held up for longer than this may soon be taken for dead, and hands nothing over any more. */
const heldUpMs = 60_000

/**
 * Sends what is due, one committed row before each. A message that was begun and of which nothing is known is asked after where that can
 * be done; where it cannot, it is left for a person to decide, and never sent again by itself.
 */
export async function sendMessages(context: Having): Promise<void> {
  mustBeAllowed(context.viewer, 'send messages')
  // The links of invitations and the proofs of reports are made with it, and the first time it needs a transaction of its own.
  await portalKey(context, 'invitations')
  const started = performance.now()
  const passed = () => performance.now() - started
  const current = (): Having => ({ ...context, now: new Date(context.now.getTime() + passed()) })
  const faults = [...(await settleBegun(current()))]
  const open: Promise<void>[] = []
  let isMore = false
  const openLane = () => {
    if (open.length < lanes) open.push(drain().catch((fault) => void faults.push(fault)))
  }
  const drain = async () => {
    // The first is sent however long it took to settle what was begun before.
    do {
      // Where there was one there may be more, for which another lane is opened.
      const went = await sendNext(current(), openLane)
      if (went === 'stop') return
      if (went !== 'on') faults.push(went.fault)
    } while (passed() <= longestMs)
    isMore = true
  }
  openLane()
  // Lanes are opened by those that are open.
  for (const lane of open) await lane
  if (faults.length > 0) throw faults[0]
  if (isMore) await transact(context, (trx) => enqueue(trx, jobs.sendMessages, {}))
}

/** Sends the next message. 'stop' where there is none, no more may be begun this minute, or nobody takes any. */
async function sendNext(
  context: Having,
  onFound: () => void,
): Promise<'on' | 'stop' | { readonly fault: unknown }> {
  const asked = performance.now()
  const begun = await beginMessage(context)
  if (begun === 'nothing' || begun === 'enough') return 'stop'
  onFound()
  if (begun === 'settled' || 'fault' in begun) return begun === 'settled' ? 'on' : begun
  if (performance.now() - asked > heldUpMs) return 'stop'
  let handed: Handed
  try {
    handed = await context.mailer.send(begun.mail)
  } catch (error) {
    if (!(error instanceof MailFault)) throw error
    return await notHanded(context, begun, error)
  }
  await keep(context, async (trx) => {
    // It may have been told before this answer came, or kept by a commit of which nobody heard.
    const change = sentBy(context.now, handed)
    const isNews = await settleAttempt(trx, attemptOf(begun), change, taken(context.now))
    if (isNews) await noteInvitationSent(context, trx, begun.message)
  })
  return 'on'
}

const attemptOf = ({ message, begunAt }: Begun) => ({ id: message.id, begunAt })

/** What becomes of a message that was not taken: it waits, is given up, or came back; or nobody can say. */
async function notHanded(context: Having, begun: Begun, { kind, said }: MailFault): Promise<'on' | 'stop'> {
  const attempt = attemptOf(begun)
  const outcome = { became: kind, said, at: context.now }
  await keep(context, async (trx) => {
    if (kind === 'no such address') await noteNoAddress(context, trx, begun, said)
    // Of one that is not known the message stays begun, as if the worker had died: it is settled later.
    if (kind === 'not known' || kind === 'no such address') await noteAttempt(trx, attempt, outcome)
    else await settleAttempt(trx, attempt, await afterRefusal(context, trx, begun, { kind, said }), outcome)
  })
  return kind === 'away' ? 'stop' : 'on'
}

/** Holds the message before what became of its attempt is kept, as everybody does: or two would wait for each other. */
async function noteNoAddress(context: Having, trx: Trx, begun: Begun, said: string): Promise<void> {
  if (!(await holdsAttempt(trx, attemptOf(begun)))) return
  const { message, mail } = begun
  await noteBounce(context, trx, { messageId: message.id, address: mail.to, fault: 'came back', said })
}

/** Whose server is away waits for as long as that takes; whoever is refused for now, for two days. */
async function afterRefusal(
  { now }: Context,
  trx: Trx,
  { message }: Begun,
  { kind, said }: Pick<MailFault, 'kind' | 'said'>,
) {
  const minutes = await minutesToWait(trx, message, kind)
  return minutes === undefined
    ? ({ state: 'given up', why: said, settledAt: now } as const)
    : ({ state: 'waiting', why: said, sendAfter: minutesAfter(now, minutes) } as const)
}

/** In how many minutes a message is tried again that was not taken; nothing where it is not. */
async function minutesToWait(
  trx: Trx,
  { id, attempts }: Begun['message'],
  kind: MailFault['kind'],
): Promise<number | undefined> {
  if (kind === 'away') return minutesWhileAway(attempts + 1)
  if (kind === 'not now') return minutesUntilNextTry(await countTries(trx, id))
  return undefined
}

const secondsBetweenTries = [0.5, 1, 2, 4, 8]

/** Keeps what became of a message, though Postgres be away for a moment: what is not kept only a person can settle. */
async function keep(context: Having, change: (trx: Trx) => Promise<void>): Promise<void> {
  for (const seconds of secondsBetweenTries) {
    try {
      await transact(context, change)
      return
    } catch {
      await wait(seconds * 1000)
    }
  }
  await transact(context, change)
}
