import { hkdfSync } from 'node:crypto'
import type { Db } from '@rollcall/database/connect'
import {
  findPortalKey,
  insertPortalKey,
  lockPortalKeys,
  portalKeyBinding,
} from '@rollcall/database/portal-keys'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import type { Context } from './context.ts'

/** What a keyed mark, or a seal, is for. Each use has a key of its own, so a mark of one says nothing about another's. */
export type MarkUse =
  | 'fingerprints'
  | 'explanations'
  | 'receipts'
  | 'signing in'
  | 'invitations'
  | 'reports'
  | 'journeys'
  | 'extracts'
  | 'extract reasons'

/**
 * The key that makes marks for one use. It is the same in every round and never changes, or children could not be followed from one
 * round to the next. Ask for it before a transaction is begun: the first time, it needs one of its own.
 */
export async function portalKey(context: Pick<Context, 'db' | 'keys'>, use: MarkUse): Promise<Buffer> {
  const keyFor = await keysFrom(context)
  return keyFor(use)
}

type KeyFor = (use: MarkUse) => Buffer

const known = new WeakMap<Db, Promise<KeyFor>>()

function keysFrom(context: Pick<Context, 'db' | 'keys'>): Promise<KeyFor> {
  const before = known.get(context.db)
  if (before !== undefined) return before
  const reading = readOrMake(context).then(derivedFrom)
  known.set(context.db, reading)
  reading.catch(() => known.delete(context.db))
  return reading
}

function derivedFrom(pseudonyms: Buffer): KeyFor {
  const derived = new Map<MarkUse, Buffer>()
  return (use) => {
    const key = derived.get(use) ?? Buffer.from(hkdfSync('sha256', pseudonyms, '', `rollcall ${use}`, 32))
    derived.set(use, key)
    return key
  }
}

const readOrMake = ({ db, keys }: Pick<Context, 'db' | 'keys'>): Promise<Buffer> =>
  asViewer(db, system, async (trx) => {
    const name = 'pseudonyms'
    const binding = portalKeyBinding(name)
    // So that processes which start together make one key and not two.
    await lockPortalKeys(trx)
    const kept = await findPortalKey(trx, name)
    if (kept) return keys.unwrap({ masterKeyId: kept.masterKeyId, bytes: kept.wrapped }, binding)
    const { key, wrapped } = keys.newDataKey(binding)
    const { masterKeyId, bytes } = wrapped
    await insertPortalKey(trx, { name, purpose: 'pseudonyms', masterKeyId, wrapped: bytes })
    return key
  })
