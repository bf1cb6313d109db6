import { recordEvent } from '@rollcall/database/audit-events'
import { lockPortalKeys, retireSigningKeys } from '@rollcall/database/portal-keys'
import { asSystemWithin } from '@rollcall/database/transaction'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'
import { makeSigningKey } from './signing-keys.ts'

/** Signs access tokens with a new key from now on. The old one stays published until the tokens it signed have expired. */
export async function rotateSigningKey(context: Context): Promise<{ readonly kid: string }> {
  const { viewer, keys, now } = context
  mustBeAllowed(viewer, 'rotate keys')
  return await transact(context, async (trx) => {
    const { kid } = await asSystemWithin(trx, viewer, async () => {
      await lockPortalKeys(trx)
      await retireSigningKeys(trx, now)
      return await makeSigningKey(trx, keys, now)
    })
    await recordEvent(trx, context, { type: 'signing key rotated', kid })
    return { kid }
  })
}
