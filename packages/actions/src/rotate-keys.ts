import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { portalKeyBinding } from '@rollcall/database/portal-keys'
import { asSystemWithin } from '@rollcall/database/transaction'
import {
  type HeldKey,
  lockDataKeysNotUnder,
  lockPortalKeysNotUnder,
  updateWrapped,
} from '@rollcall/database/wrapped-keys'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'

export interface RotatedKeys {
  /** The master key that now wraps every key. */
  readonly masterKeyId: string
  readonly dataKeys: number
  readonly portalKeys: number
}

type Rotating = Pick<Context, 'db' | 'viewer' | 'keys' | 'now'>

const batch = 500

/**
 * Wraps every key under the newest master key; what they have sealed is not touched. Each lot is done and recorded for good before
 * the next, so that after being stopped it goes on where it was.
 */
export async function rotateKeys(context: Rotating): Promise<RotatedKeys> {
  mustBeAllowed(context.viewer, 'rotate keys')
  const { db, viewer, keys, now } = context
  // To ask for it twice does no harm, so it is not among what is done once only: it takes several transactions.
  const rotating: Rotating = { db, viewer, keys, now }
  const { masterKeyId } = keys
  const total = { masterKeyId, dataKeys: 0, portalKeys: 0 }
  for (let more = true; more; ) {
    const lot = await transact(context, (trx) => rotateLot(rotating, trx, masterKeyId))
    total.dataKeys += lot.dataKeys
    total.portalKeys += lot.portalKeys
    more = lot.dataKeys === batch
  }
  return total
}

async function rotateLot(context: Rotating, trx: Trx, masterKeyId: string) {
  const { keys, viewer } = context
  const rewrapped = ({ id, binding, ...kept }: HeldKey) => {
    const { masterKeyId: now, bytes } = keys.rewrap(
      { masterKeyId: kept.masterKeyId, bytes: kept.wrapped },
      binding,
    )
    return { id, masterKeyId: now, wrapped: bytes }
  }
  const data = await lockDataKeysNotUnder(trx, masterKeyId, batch)
  await updateWrapped(trx, 'data', data.map(rewrapped))
  const portal = await asSystemWithin(trx, viewer, async () => {
    const held = await lockPortalKeysNotUnder(trx, masterKeyId)
    await updateWrapped(
      trx,
      'portal',
      held.map((key) => rewrapped({ ...key, binding: portalKeyBinding(key.id) })),
    )
    return held
  })
  const lot = { dataKeys: data.length, portalKeys: portal.length }
  if (lot.dataKeys + lot.portalKeys > 0) {
    await recordEvent(trx, context, { type: 'keys rotated', masterKeyId, ...lot })
  }
  return lot
}
