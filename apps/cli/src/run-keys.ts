import { rotateKeys } from '@rollcall/actions/rotate-keys'
import { connect } from '@rollcall/database/connect'
import { counted } from '@rollcall/domain/text'
import { system } from '@rollcall/domain/viewer'
import { openKeys } from '@rollcall/platform/keys'
import { addMasterKey, hasMasterKey } from '@rollcall/platform/master-keys'
import { ContentUnreadable } from '@rollcall/platform/sealing'
import type { Settings } from '@rollcall/platform/settings'
import { exitCodes, type Options } from './command.ts'
import { settingsNow, withDatabase } from './reach-database.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Does what `rollcall keys` says. */
export async function runKeys(
  options: Options,
  [word]: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const settings = settingsNow()
  if (word === 'new') return addKey(options, settings, terminal)
  if (word === 'rotate') return await rotate(options, settings, terminal)
  throw new UsageError('Type: rollcall keys new or rollcall keys rotate')
}

function addKey({ json }: Options, settings: Settings, terminal: Terminal): number {
  if (settings.ROLLCALL_MASTER_KEY !== undefined) {
    throw new UsageError(
      'The master key is a setting here. Make one with openssl rand -base64 32, put it into ROLLCALL_MASTER_KEY and the one that was there into ROLLCALL_OLD_MASTER_KEYS, start Rollcall again and type: rollcall keys rotate',
    )
  }
  const { id } = addMasterKey(settings.ROLLCALL_HOME)
  terminal.out(
    json
      ? JSON.stringify({ masterKeyId: id })
      : `Master key ${id} is first in the key file now. Copy the file to where you keep it safe, then type: rollcall keys rotate`,
  )
  return exitCodes.done
}

async function rotate(options: Options, settings: Settings, terminal: Terminal): Promise<number> {
  const keys = openKeys(mustHaveMasterKey(settings))
  return await withDatabase(terminal, { options, settings, as: 'app' }, async (url) => {
    const db = connect(url, { connections: 1, name: 'rollcall keys rotate' })
    try {
      const rotated = await rotateKeys({ db, viewer: system, keys, now: new Date() })
      const { masterKeyId, dataKeys, portalKeys } = rotated
      terminal.out(
        options.json
          ? JSON.stringify(rotated)
          : `${counted(dataKeys + portalKeys, 'key')} wrapped anew. The master key ${masterKeyId} now wraps them all.`,
      )
      return exitCodes.done
    } catch (error) {
      if (!(error instanceof ContentUnreadable)) throw error
      terminal.err(error.message)
      return exitCodes.refused
    } finally {
      await db.destroy()
    }
  })
}

/** Where there is no master key, one made now would open nothing. */
export function mustHaveMasterKey(settings: Settings): Settings {
  if (hasMasterKey(settings)) return settings
  throw new UsageError(
    `There is no master key here. Set ROLLCALL_MASTER_KEY, or ROLLCALL_HOME to the folder that has keys/master in it: ${settings.ROLLCALL_HOME} has not.`,
  )
}
