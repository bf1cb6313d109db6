import { recordEvent } from '@rollcall/database/audit-events'
import { lockClient, removeClient as remove } from '@rollcall/database/clients'
import { ClientId } from '@rollcall/domain/ids'
import { mustBeOwnClientOrUnder } from '@rollcall/domain/membership'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'

export const RemoveClient = z.object({ clientId: ClientId })
export type RemoveClient = z.infer<typeof RemoveClient>

/** Shuts a supplier's system out, at once. */
export async function removeClient(context: Context, { clientId }: RemoveClient): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'remove a client')
  await transact(context, async (trx) => {
    const client = await lockClient(trx, clientId)
    mustBeOwnClientOrUnder(viewer, client)

    await remove(trx, clientId, { removedBy: viewer.personId, removedAt: now })
    const { authorityId } = client
    await recordEvent(trx, context, { type: 'client removed', authorityId, removedClientId: clientId })
  })
}
