import { getBrokenAddress } from '@rollcall/database/broken-addresses'
import { getAuthority } from '@rollcall/database/known-authorities'
import type { MessageFilter } from '@rollcall/database/listed-messages'
import { listPauses } from '@rollcall/database/message-pauses'
import { getPost, listBrokenNow } from '@rollcall/database/messages-to-look-at'
import { membershipsOf } from '@rollcall/database/people'
import type { BrokenAddressId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'
import { readMessages } from './read-messages.ts'

/** No more addresses than this stand on the page of the post; those that follow are on the pages of rounds and authorities. */
const brokenShown = 20

/** How e-mail goes in all rounds together: what waits, what went, what is paused, and what somebody has to look at. */
export async function readPost(context: Context, asked: MessageFilter & { readonly page: number }) {
  mustBeAllowed(context.viewer, 'review a return')
  const how = await transact(context, async (trx) => ({
    post: await getPost(trx, context.now),
    pauses: await listPauses(trx),
    broken: await listBrokenNow(trx, brokenShown),
  }))
  return { ...how, ...(await readMessages(context, asked)) }
}

/** Everything that was written to the people of an authority. */
export async function readMessagesOfAuthority(
  context: Context,
  { code, ...asked }: Omit<MessageFilter, 'authorityId'> & { readonly code: string; readonly page: number },
) {
  mustBeAllowed(context.viewer, 'review a return')
  const authority = await transact(context, (trx) => getAuthority(trx, code))
  return { authority, ...(await readMessages(context, { ...asked, authorityId: authority.id })) }
}

/** What is paused now, by whom and why. */
export async function readPauses(context: Context) {
  mustBeAllowed(context.viewer, 'review a return')
  return await transact(context, listPauses)
}

/** An address that did not work: whose it is, what they do and where, and whether it works again. */
export async function readBrokenAddress(context: Context, id: BrokenAddressId) {
  mustBeAllowed(context.viewer, 'review a return')
  return await transact(context, async (trx) => {
    const broken = await getBrokenAddress(trx, id)
    return { ...broken, roles: await membershipsOf(trx, broken.personId) }
  })
}

export type ReadBrokenAddress = Awaited<ReturnType<typeof readBrokenAddress>>
