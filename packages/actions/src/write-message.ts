import type { Trx } from '@rollcall/database/connect'
import { getRequestFacts } from '@rollcall/database/message-facts'
import { type ClaimedMessage, isBroken } from '@rollcall/database/messages'
import { getPerson } from '@rollcall/database/people'
import { listRecipients } from '@rollcall/database/recipients'
import { inWords } from '@rollcall/domain/calendar-date'
import type { WrittenAs } from '@rollcall/domain/message'
import type { Fact } from '@rollcall/domain/message-kind'
import { messageKind } from '@rollcall/domain/message-kinds'
import { fillIn } from '@rollcall/domain/wording'
import type { Mail } from '@rollcall/platform/mail'
import type { Context } from './context.ts'
import { letter } from './letter.ts'
import type { Mailing } from './mailing.ts'
import { readStanding } from './message-standing.ts'
import { wordingFor } from './wording-for.ts'

interface Written {
  readonly mail: Mail
  readonly wordingVersion: number
  /** Its text as it is kept: without a link that is a secret. */
  readonly kept: string
}

/** A message as it is to be said now, or why it need not be said any more, or cannot. */
type Outcome = Written | { readonly notNeeded: string } | { readonly cannot: string }

/** Writes a message with what is known at this moment. Whether it is still needed, and still theirs, is looked at again. */
export async function writeMessage(
  context: Context & Pick<Mailing, 'portalUrl'>,
  trx: Trx,
  message: ClaimedMessage,
): Promise<Outcome> {
  const { kind, personId, name, email, dataRequestId } = message
  if (!(await isStillTheirs(context, trx, message)))
    return { notNeeded: 'They no longer have the role in which it was written to them.' }
  const standing = await readStanding(context, trx, message)
  if (standing.notNeeded !== undefined) return { notNeeded: standing.notNeeded }
  if (await isBroken(trx, { personId, address: email }))
    return { cannot: 'Messages to this address have come back.' }

  const { version, ...wording } = await wordingFor(trx, kind)
  const { subject, paragraphs, link } = fillIn(wording, {
    ...(dataRequestId && (await requestFacts(trx, dataRequestId))),
    ...{ name, ...standing.facts },
  })
  const parts = [
    `Dear ${name}`,
    ...paragraphs,
    { link: `${context.portalUrl}${standing.path}`, words: link },
    await becauseOf(trx, message),
    'Rollcall, for the Children’s Commissioner',
  ]
  const mail = { ...letter({ to: email, subject, parts }), reference: message.id }
  const secret = standing.isSecret ? `${context.portalUrl}${standing.path}` : undefined
  return {
    ...{ mail, wordingVersion: version },
    kept: secret === undefined ? mail.text : mail.text.replaceAll(secret, '(a link for this person alone)'),
  }
}

async function isStillTheirs(
  { today }: Pick<Context, 'today'>,
  trx: Trx,
  { kind, personId, authorityId }: ClaimedMessage,
): Promise<boolean> {
  const people = await listRecipients(trx, { authorityId, roles: messageKind(kind).to, today })
  return people.some((one) => one.personId === personId)
}

async function requestFacts(
  trx: Trx,
  id: NonNullable<ClaimedMessage['dataRequestId']>,
): Promise<Record<string, Fact>> {
  const { authority, round, contact, dueOn } = await getRequestFacts(trx, id)
  return { authority, round, contact, 'due date': inWords(dueOn) }
}

/** Why somebody gets a message: in which role, or for whom they stand in. */
async function becauseOf(trx: Trx, { writtenAs, coversFor }: ClaimedMessage): Promise<string> {
  if (writtenAs !== 'cover') return `You get this because you are ${asRole[writtenAs]} in Rollcall.`
  if (coversFor === null) throw new Error('a cover stands in for nobody')
  return `You get this because you stand in for ${(await getPerson(trx, coversFor)).name}.`
}

const asRole: Readonly<Record<Exclude<WrittenAs, 'cover'>, string>> = {
  officer: 'a data officer',
  signatory: 'a signatory',
  analyst: 'an analyst',
  approver: 'an approver',
}
