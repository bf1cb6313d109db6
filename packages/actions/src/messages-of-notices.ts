import type { Trx } from '@rollcall/database/connect'
import type { NewMessage } from '@rollcall/database/messages'
import { listNoticesToWrite } from '@rollcall/database/notices'
import { listRecipientsOfAll } from '@rollcall/database/recipients'
import type { Audience } from '@rollcall/domain/message-kind'
import { messageKind } from '@rollcall/domain/message-kinds'
import type { Context } from './context.ts'
import { momentFor } from './office-moment.ts'

type When = Pick<Context, 'now' | 'today'>

/** A message of each notice to everybody who is to have it by e-mail now. */
export async function messagesOfNotices(
  when: When,
  trx: Trx,
  noticeIds: readonly string[],
): Promise<NewMessage[]> {
  const notices = await listNoticesToWrite(trx, noticeIds)
  // Notices made together are mostly alike, and who gets them is then asked once.
  const alike = Map.groupBy(notices, ({ kind, recipients }) => `${kind} to ${recipients}`)
  const messages: NewMessage[] = []
  for (const some of alike.values()) messages.push(...(await messagesOf(when, trx, some)))
  return messages
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
async function messagesOf({ now, today }: When, trx: Trx, notices: readonly Notice[]): Promise<NewMessage[]> {
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
