import type { Trx } from '@rollcall/database/connect'
import { beginAttempt, countTries, putOffMessage } from '@rollcall/database/message-attempts'
import { type ClaimedMessage, claimMessage, mayBegin, updateMessage } from '@rollcall/database/messages'
import { minutesUntilNextTry } from '@rollcall/domain/message'
import { minutesAfter } from '@rollcall/platform/clock'
import type { Mail } from '@rollcall/platform/mail'
import { type Context, transact } from './context.ts'
import type { Sending } from './mailing.ts'
import { momentFor } from './office-moment.ts'
import { proofHash, reportProof } from './report-proof.ts'
import { writeMessage } from './write-message.ts'

/** A message of which it is committed that it is being sent. Its moment tells this attempt from another. */
export interface Begun {
  readonly message: ClaimedMessage
  readonly begunAt: Date
  readonly mail: Mail
}

/** Why none was begun: there is none; no more may be this minute; or the next one need not or cannot be sent now. */
type NotBegun = 'nothing' | 'enough' | 'settled' | { readonly fault: unknown }

/**
 * Takes the next message, writes it with what is known now, and commits that it is begun. One that cannot be written, which is a
 * mistake of ours, is put off, so that it does not stand in the way of those behind it.
 */
export async function beginMessage(context: Context & Sending): Promise<Begun | NotBegun> {
  let claimed: ClaimedMessage | undefined
  try {
    return await transact(context, async (trx) => {
      claimed = await claimMessage(trx, context.now)
      return claimed === undefined ? 'nothing' : await begin(context, trx, claimed)
    })
  } catch (fault) {
    if (claimed === undefined) throw fault
    const { id, attempts } = claimed
    await transact(context, async (trx) => {
      const change = afterFault(context, (await countTries(trx, id)) + 1)
      await putOffMessage(trx, { id, attempts }, change, context.now)
    })
    return { fault }
  }
}

async function begin(
  context: Context & Sending,
  trx: Trx,
  message: ClaimedMessage,
): Promise<Begun | NotBegun> {
  const { now, mailPerMinute, mailer } = context
  const { id, kind, attempts } = message
  const sendAfter = momentFor(kind, now)
  // It was due in office hours and has waited past them: paused, say, or tried again.
  if (sendAfter > now) return await settled(trx, id, { sendAfter })
  const written = await writeMessage(context, trx, message)
  if ('cannot' in written)
    return await settled(trx, id, { state: 'given up', why: written.cannot, settledAt: now })
  if ('notNeeded' in written)
    return await settled(trx, id, { state: 'not needed', why: written.notNeeded, settledAt: now })
  if (!(await mayBegin(trx, now, mailPerMinute))) return 'enough'
  const { wordingVersion, kept } = written
  const proof = await reportProof(context, id)
  const mail = { ...written.mail, proof }
  await beginAttempt(trx, id, {
    ...{ state: 'sending', attempts: attempts + 1, begunAt: now, provider: mailer.provider },
    ...{ address: mail.to, subject: mail.subject, body: kept, wordingVersion, why: null },
    proofHash: proofHash(proof),
  })
  return { message, begunAt: now, mail }
}

async function settled(
  trx: Trx,
  id: ClaimedMessage['id'],
  change: Parameters<typeof updateMessage>[2],
): Promise<'settled'> {
  await updateMessage(trx, id, change)
  return 'settled'
}

function afterFault({ now }: Pick<Context, 'now'>, attempts: number) {
  const why = 'It could not be written, which is a mistake in Rollcall: the worker’s log says what.'
  const minutes = minutesUntilNextTry(attempts)
  return minutes === undefined
    ? ({ state: 'given up', why, settledAt: now } as const)
    : ({ why, sendAfter: minutesAfter(now, minutes) } as const)
}
