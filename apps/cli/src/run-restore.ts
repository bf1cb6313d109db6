import { type RestoredDatabase, restoreDatabase } from '@rollcall/actions/restore-database'
import { BackupRefused } from '@rollcall/database/backup/format'
import { counted } from '@rollcall/domain/text'
import { openKeys } from '@rollcall/platform/keys'
import type { Settings } from '@rollcall/platform/settings'
import { exitCodes, type Options } from './command.ts'
import { settingsNow, withDatabase } from './reach-database.ts'
import { whyNot } from './read-file.ts'
import { mustHaveMasterKey } from './run-keys.ts'
import { makeDatabase } from './run-prepare.ts'
import { sayIfSlow, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Does what `rollcall restore` says. */
export async function runRestore(
  options: Options,
  [file]: readonly string[],
  terminal: Terminal,
): Promise<number> {
  if (file === undefined) {
    throw new UsageError('Say which backup. For example: rollcall restore rollcall.backup')
  }
  const settings = settingsNow()
  const keys = openKeys(mustHaveMasterKey(settings))
  return await withDatabase(terminal, { options, settings, as: 'owner' }, async (ownerUrl) => {
    const done = sayIfSlow('Restoring')
    try {
      await makeWhereAsked(settings)
      const restored = await restoreDatabase({ ownerUrl, keys, now: new Date() }, file)
      terminal.out(options.json ? JSON.stringify(restored, null, 2) : sentences(restored))
      return exitCodes.done
    } catch (error) {
      if (error instanceof BackupRefused) {
        terminal.err(`Refused: ${error.message} Nothing was restored.`)
        return exitCodes.refused
      }
      if (error instanceof Error && 'syscall' in error && error.syscall !== 'connect') {
        throw new UsageError(`${file} cannot be read: ${whyNot(error)}`)
      }
      throw error
    } finally {
      done()
    }
  })
}

/** The logins and the database, by a login that may make them: rollcall prepare would put the authorities in too. */
async function makeWhereAsked({
  DATABASE_ADMIN_URL,
  DATABASE_URL,
  DATABASE_OWNER_URL,
}: Settings): Promise<void> {
  if (!DATABASE_ADMIN_URL || !DATABASE_URL || !DATABASE_OWNER_URL) return
  await makeDatabase(DATABASE_ADMIN_URL, { appUrl: DATABASE_URL, ownerUrl: DATABASE_OWNER_URL })
}

const sentences = ({ madeAt, rows, tables, events, keys, files, rounds }: RestoredDatabase): string =>
  [
    `Restored as it was at ${madeAt}: ${counted(rows, 'row')} of ${counted(tables, 'table')}, as many as in the backup.`,
    `The record of who did what is whole: ${counted(events, 'event')}.`,
    `${counted(keys, 'key')} unwrapped, ${counted(files, 'file')} opened and found to be what was sent.`,
    `The figures of ${counted(rounds, 'round')} came out of their returns as they were.`,
    'Start the portal and a worker: jobs that were not finished are done, and people sign in again.',
  ].join('\n')
