import type { Trx } from '@rollcall/database/connect'
import { insertMessages, type NewMessage } from '@rollcall/database/messages'
import { listNoticesToWrite } from '@rollcall/database/notices'
import { listRecipients } from '@rollcall/database/recipients'
import type { Audience } from '@rollcall/domain/message-kind'
import { messageKind } from '@rollcall/domain/message-kinds'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { momentFor } from './office-moment.ts'

export const WriteMessages = z.object({ noticeIds: z.array(z.uuid()) })
export type WriteMessages = z.infer<typeof WriteMessages>

/** Makes of each notice a message to everybody who is to have it by e-mail. Done again, it makes no second one. */
export async function writeMessages(context: Context, { noticeIds }: WriteMessages): Promise<void> {
  mustBeAllowed(context.viewer, 'write messages')
  await transact(context, async (trx) => {
    const notices = await listNoticesToWrite(trx, noticeIds)
    const messages: NewMessage[] = []
    for (const notice of notices) messages.push(...(await messagesOf(context, trx, notice)))
    if ((await insertMessages(trx, messages)) > 0) await enqueue(trx, jobs.sendMessages, {})
  })
}

type Notice = Awaited<ReturnType<typeof listNoticesToWrite>>[number]

const rolesOf: Readonly<Record<Notice['recipients'], readonly Audience[]>> = {
  officers: ['officer'],
  signatories: ['signatory'],
  authority: ['officer', 'signatory'],
  office: ['analyst', 'approver'],
}

async function messagesOf(
  { now, today }: Pick<Context, 'now' | 'today'>,
  trx: Trx,
  notice: Notice,
): Promise<NewMessage[]> {
  const { id: step, kind, recipients, roundId, dataRequestId, authorityId, aboutId } = notice
  const roles = messageKind(kind).to.filter((role) => rolesOf[recipients].includes(role))
  if (roles.length === 0) return []
  const of = recipients === 'office' ? null : authorityId
  const people = await listRecipients(trx, { authorityId: of, roles, today })
  const sendAfter = momentFor(kind, now)
  return people.map((person) => ({
    ...{ kind, step, ...person, authorityId: of, roundId, dataRequestId, aboutId, sendAfter },
  }))
}
