import { findAuthority } from '@rollcall/database/authorities'
import type { Trx } from '@rollcall/database/connect'
import { getRequestFacts } from '@rollcall/database/message-facts'
import type { ClaimedMessage } from '@rollcall/database/messages'
import { getPerson } from '@rollcall/database/people'
import { inWords } from '@rollcall/domain/calendar-date'
import type { Fact } from '@rollcall/domain/message-kind'
import { fillIn } from '@rollcall/domain/wording'
import type { Mail } from '@rollcall/platform/mail'
import { because } from './because.ts'
import type { Context } from './context.ts'
import type { Mailing } from './mailing.ts'
import { messageMail } from './message-mail.ts'
import { readStanding } from './message-standing.ts'
import { isInsteadOfOfficers, isStillTheirs, noLongerTheirs } from './whose-message.ts'
import { wordingFor } from './wording-for.ts'
import { writeToSuccessors } from './write-to-successors.ts'

interface Written {
  readonly mail: Mail
  readonly wordingVersion: number
  /** Its text as it is kept: without a link that is a secret. */
  readonly kept: string
}

/** A message as it is to be said now, or why it need not be said any more, or cannot. */
type Outcome = Written | { readonly notNeeded: string } | { readonly cannot: string }

/**
 * Writes a message with what is known at this moment. Whether it is still needed, and still theirs, is looked at again: where it is not
 * theirs any more, it is kept for whoever takes their place.
 */
export async function writeMessage(
  context: Context & Pick<Mailing, 'portalUrl'>,
  trx: Trx,
  message: ClaimedMessage,
): Promise<Outcome> {
  const { kind, name, email, dataRequestId } = message
  if (!(await isStillTheirs(context, trx, message))) {
    await writeToSuccessors(context, trx, message)
    return { notNeeded: noLongerTheirs }
  }
  const standing = await readStanding(context, trx, message)
  if (standing.notNeeded !== undefined) return { notNeeded: standing.notNeeded }
  if (message.isBroken) return { cannot: 'Messages to this address have come back.' }

  const { version, ...wording } = await wordingFor(trx, kind)
  const facts = dataRequestId === null ? {} : await requestFacts(trx, dataRequestId)
  const written = fillIn(wording, { ...facts, name, ...standing.facts })
  const address = `${context.portalUrl}${standing.path}`
  const why = await becauseOf(trx, message, facts)
  const mail = { ...messageMail({ to: email, name, written, address, why }), reference: message.id }
  await standing.begin?.()
  const secret = standing.isSecret ? address : undefined
  return {
    ...{ mail, wordingVersion: version },
    kept: secret === undefined ? mail.text : mail.text.replaceAll(secret, '(a link for this person alone)'),
  }
}

async function requestFacts(
  trx: Trx,
  id: NonNullable<ClaimedMessage['dataRequestId']>,
): Promise<Readonly<{ authority: string }> & Record<string, Fact>> {
  const { authority, round, contact, dueOn } = await getRequestFacts(trx, id)
  return { authority, round, contact, 'due date': inWords(dueOn) }
}

async function becauseOf(
  trx: Trx,
  message: Pick<ClaimedMessage, 'kind' | 'writtenAs' | 'authorityId' | 'coversFor'>,
  known: { readonly authority?: string },
): Promise<string> {
  const { writtenAs, authorityId, coversFor } = message
  const authority = known.authority ?? (authorityId && (await findAuthority(trx, authorityId))?.name)
  const away = coversFor && (await getPerson(trx, coversFor))
  return because({
    ...{ writtenAs, authority: authority ?? null, coversFor: away?.name },
    isInsteadOfOfficers: isInsteadOfOfficers(message),
  })
}
