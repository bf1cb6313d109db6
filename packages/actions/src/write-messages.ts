import type { Trx } from '@rollcall/database/connect'
import { insertMessages, type NewMessage } from '@rollcall/database/messages'
import { listNoticesToWrite } from '@rollcall/database/notices'
import { listRecipientsOfAll } from '@rollcall/database/recipients'
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
    // Notices made together are mostly alike, and who gets them is then asked once.
    const alike = Map.groupBy(notices, ({ kind, recipients }) => `${kind} to ${recipients}`)
    const messages: NewMessage[] = []
    for (const some of alike.values()) messages.push(...(await messagesOf(context, trx, some)))
    if ((await insertMessages(trx, messages)) > 0) await enqueue(trx, jobs.sendMessages, {})
  })
}

type Notice = Awaited<ReturnType<typeof listNoticesToWrite>>[number]

const rolesOf: Readonly<Record<Notice['recipients'], readonly Audience[]>> = {
  officers: ['officer'],
  signatories: ['signatory'],
  authority: ['officer', 'signatory'],
  // What it is told is in its digest.
  office: [],
}

/** The messages of notices of one kind, to the same recipients. */
async function messagesOf(
  { now, today }: Pick<Context, 'now' | 'today'>,
  trx: Trx,
  notices: readonly Notice[],
): Promise<NewMessage[]> {
  const [first] = notices
  if (first === undefined) return []
  const { kind, recipients } = first
  const roles = messageKind(kind).to.filter((role) => rolesOf[recipients].includes(role))
  if (roles.length === 0) return []
  const authorityIds = notices.map(({ authorityId }) => authorityId)
  const people = await listRecipientsOfAll(trx, { authorityIds, roles, today })
  const sendAfter = momentFor(kind, now)
  return notices.flatMap(({ id: step, roundId, dataRequestId, authorityId, aboutId }) =>
    (people.get(authorityId) ?? []).map((person) => ({
      ...{ kind, step, ...person, authorityId, roundId, dataRequestId, aboutId, sendAfter },
    })),
  )
}
