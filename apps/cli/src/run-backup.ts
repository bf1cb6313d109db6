import { type BackedUp, backUpDatabase } from '@rollcall/actions/back-up-database'
import { connect } from '@rollcall/database/connect'
import { counted } from '@rollcall/domain/text'
import { exitCodes, type Options } from './command.ts'
import { settingsNow, withDatabase } from './reach-database.ts'
import { whyNot } from './read-file.ts'
import { sayIfSlow, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Does what `rollcall backup` says. */
export async function runBackup(
  options: Options,
  [file]: readonly string[],
  terminal: Terminal,
): Promise<number> {
  if (file === undefined) {
    throw new UsageError('Say which file to write. For example: rollcall backup rollcall.backup')
  }
  const meant = { options, settings: settingsNow(), as: 'app' } as const
  return await withDatabase(terminal, meant, async (url) => {
    const db = connect(url, { connections: 1, name: 'rollcall backup' })
    const done = sayIfSlow('Backing up')
    try {
      const told = await backUpDatabase({ db, now: new Date() }, file)
      terminal.out(options.json ? JSON.stringify({ file, ...told }, null, 2) : sentences(file, told))
      return exitCodes.done
    } catch (error) {
      throw whyNotWritten(file, error)
    } finally {
      done()
      await db.destroy()
    }
  })
}

function sentences(file: string, { rows, tables, bytes, sha256, masterKeyIds }: BackedUp): string {
  const keys =
    masterKeyIds.length === 0
      ? 'Nothing in it is sealed yet.'
      : `It holds no master key: what is sealed in it can be read only with ${masterKeyIds.join(' and ')}, so keep that in another place.`
  return `${file}: ${counted(rows, 'row')} of ${counted(tables, 'table')}, ${bytes} bytes.\n${keys}\nSHA-256 ${sha256}`
}

function whyNotWritten(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'syscall' in error && 'code' in error ? error.code : undefined
  if (code === 'EEXIST')
    return new UsageError(`${file} is there already. Name another: no backup is written over.`)
  if (code === 'ENOENT') return new UsageError(`${file} cannot be written: there is no such folder.`)
  if (code === 'EACCES' || code === 'ENOSPC' || code === 'EROFS')
    return new UsageError(`${file} cannot be written: ${whyNot(error)}`)
  return error
}
