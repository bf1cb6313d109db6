import type { Trx } from '@rollcall/database/connect'
import type { Message } from '@rollcall/database/messages'
import { listRecipients } from '@rollcall/database/recipients'
import { messageKind } from '@rollcall/domain/message-kinds'
import type { Context } from './context.ts'

/** Why somebody who is not among them any more does not get it. */
export const noLongerTheirs = 'They no longer have the role in which it was written to them.'

/** Whether a person is still among those whom a message is for: by their role, or as they stand in for somebody. */
export async function isStillTheirs(
  { today }: Pick<Context, 'today'>,
  trx: Trx,
  {
    kind,
    personId,
    writtenAs,
    authorityId,
  }: Pick<Message, 'kind' | 'personId' | 'writtenAs' | 'authorityId'>,
): Promise<boolean> {
  const { to } = messageKind(kind)
  // Should an officer come meanwhile, or they become one, the signatory who was written to instead still has it: else nobody would.
  const roles = isInsteadOfOfficers({ kind, writtenAs }) ? ([...to, 'signatory'] as const) : to
  const people = await listRecipients(trx, { authorityId, roles, today })
  return people.some((one) => one.personId === personId)
}

/** Whether a message is to a signatory, as there was no officer whom it could be to. */
export const isInsteadOfOfficers = ({ kind, writtenAs }: Pick<Message, 'kind' | 'writtenAs'>): boolean =>
  writtenAs === 'signatory' && !messageKind(kind).to.includes('signatory')
