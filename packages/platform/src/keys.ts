import { type MasterKeys, openMasterKeys } from './master-keys.ts'
import { ContentUnreadable, newKey, open, seal } from './sealing.ts'
import type { Settings } from './settings.ts'

/** A data key as it may be stored: sealed under a master key, and bound to what it is for. */
interface WrappedKey {
  readonly masterKeyId: string
  readonly bytes: Buffer
}

/** Makes, wraps and unwraps data keys. A key unwraps only with the binding it was wrapped with. */
export interface Keys {
  /** The master key that new keys are wrapped with. */
  readonly masterKeyId: string
  /** All that can be unwrapped with, newest first. */
  readonly masterKeyIds: readonly string[]
  newDataKey(binding: string): { readonly key: Buffer; readonly wrapped: WrappedKey }
  wrap(key: Uint8Array, binding: string): WrappedKey
  /** The key, or `ContentUnreadable`. */
  unwrap(wrapped: WrappedKey, binding: string): Buffer
  /** The same data key, wrapped with the newest master key. */
  rewrap(wrapped: WrappedKey, binding: string): WrappedKey
}

/** Keys under the master key of the settings, or of the key file in ROLLCALL_HOME. */
export const openKeys = (
  settings: Pick<Settings, 'ROLLCALL_MASTER_KEY' | 'ROLLCALL_OLD_MASTER_KEYS' | 'ROLLCALL_HOME'>,
): Keys => keysUnder(openMasterKeys(settings))

export function keysUnder(masterKeys: MasterKeys): Keys {
  const wrap = (key: Uint8Array, binding: string): WrappedKey => {
    const [newest] = masterKeys()
    return { masterKeyId: newest.id, bytes: seal(newest.key, key, contextOf(binding)) }
  }
  const unwrap = ({ masterKeyId, bytes }: WrappedKey, binding: string): Buffer => {
    const found = masterKeys().find(({ id }) => id === masterKeyId)
    if (found) return open(found.key, bytes, contextOf(binding))
    throw new ContentUnreadable(
      `This content cannot be read without the master key ${masterKeyId}. Put it into the key file or into ROLLCALL_OLD_MASTER_KEYS.`,
    )
  }
  return {
    get masterKeyId() {
      return masterKeys()[0].id
    },
    get masterKeyIds() {
      return masterKeys().map(({ id }) => id)
    },
    newDataKey: (binding) => {
      const key = newKey()
      return { key, wrapped: wrap(key, binding) }
    },
    wrap,
    unwrap,
    rewrap: (wrapped, binding) => wrap(unwrap(wrapped, binding), binding),
  }
}

const contextOf = (binding: string): string => `data key ${binding}`
