import { recordEvent } from '@rollcall/database/audit-events'
import { clearBrokenAddress, getBrokenAddress } from '@rollcall/database/broken-addresses'
import { membershipsOf } from '@rollcall/database/people'
import { BrokenAddressId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'

export const ClearAddress = z.object({ brokenAddressId: BrokenAddressId })
export type ClearAddress = z.infer<typeof ClearAddress>

/** Says that an address works again: messages go to it from now on. What came back before is sent again only where somebody asks for it. */
export async function clearAddress(context: Context, { brokenAddressId }: ClearAddress): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'say that an address works')
  await transact(context, async (trx) => {
    const { personId } = await getBrokenAddress(trx, brokenAddressId)
    const [first] = await membershipsOf(trx, personId)
    await clearBrokenAddress(trx, brokenAddressId, { clearedBy: viewer.personId, clearedAt: now })
    await recordEvent(trx, context, {
      ...{ type: 'address works again', authorityId: first?.authorityId ?? null },
      ...{ brokenAddressId, personId },
    })
  })
}
