import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { recordEvent } from '@rollcall/database/audit-events'
import { type BackupHeader, BackupRefused } from '@rollcall/database/backup/format'
import { loadBackup } from '@rollcall/database/backup/load'
import { type ReadBackup, readBackup } from '@rollcall/database/backup/read'
import { appliedMigrations } from '@rollcall/database/backup/write'
import { connect, type Trx } from '@rollcall/database/connect'
import { migrateWithin, migrationNames } from '@rollcall/database/migrate'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import type { Context } from './context.ts'
import { proveRestored, type Restored } from './prove-restored.ts'

interface Restoring extends Pick<Context, 'keys' | 'now'> {
  /** The login that owns the database, which has to be empty. */
  readonly ownerUrl: string
  /** The migrations of this version; another folder's in tests of versions to come. */
  readonly folder?: string
}

export type RestoredDatabase = Restored & {
  readonly madeAt: string
  readonly tables: number
  readonly rows: number
}

/**
 * Puts a backup into an empty database, and proves that all is there and can be read before anything is kept: where a proof fails,
 * nothing was restored. What it refuses is a `BackupRefused`.
 */
export async function restoreDatabase(
  { ownerUrl, folder, keys, now }: Restoring,
  file: string,
): Promise<RestoredDatabase> {
  const header = await lookThrough(file)
  mustHaveKeys(header, keys.masterKeyIds)
  mustKnow(header, await migrationNames(folder))
  const db = connect(ownerUrl, { connections: 1, name: 'rollcall restore' })
  try {
    return await asViewer(db, system, async (trx) => {
      // As it was when the backup was made, and only then as it is now.
      await mustBeNoFurther(trx, header)
      await migrateWithin(trx, folder, header.migrations.at(-1))
      const counts = await loadBackup(trx, (await openBackup(file)).parts)
      await migrateWithin(trx, folder)
      const proofs = await proveRestored({ db, keys }, trx)
      await recordEvent(
        trx,
        { viewer: system, now },
        {
          type: 'database restored',
          madeAt: header.madeAt,
          codeVersion: header.codeVersion,
        },
      )
      const rows = [...counts.values()].reduce((sum, count) => sum + count, 0)
      return { madeAt: header.madeAt, tables: counts.size, rows, ...proofs }
    })
  } finally {
    await db.destroy()
  }
}

/** The whole of a file, before anything is done with it. */
async function lookThrough(file: string): Promise<BackupHeader> {
  const { header, parts } = await openBackup(file)
  for await (const _ of parts);
  return header
}

async function openBackup(file: string): Promise<ReadBackup> {
  const source = createReadStream(file)
  const text = createGunzip()
  source.once('error', (error) => text.destroy(error))
  return await readBackup(unzipped(source.pipe(text)))
}

async function* unzipped(text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* text
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException
    if (!code.startsWith('Z_')) throw cause
    throw new BackupRefused('This file is not a backup of Rollcall, or it is damaged. Take another copy.', {
      cause,
    })
  }
}

function mustHaveKeys({ masterKeyIds }: BackupHeader, here: readonly string[]): void {
  const missing = masterKeyIds.filter((id) => !here.includes(id))
  if (missing.length === 0) return
  throw new BackupRefused(
    `What is in this backup can be read only with the master key ${missing.join(' and ')}, and here is ${here.join(' and ')}. Put the right one into the key file or into ROLLCALL_OLD_MASTER_KEYS.`,
  )
}

function mustKnow({ migrations }: BackupHeader, known: readonly string[]): void {
  const unknown = migrations.filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new BackupRefused(
    `This backup is of a later version of Rollcall, with ${unknown.join(' and ')}. Restore it with that version.`,
  )
}

async function mustBeNoFurther(trx: Trx, { migrations }: BackupHeader): Promise<void> {
  const further = (await appliedMigrations(trx)).filter((name) => !migrations.includes(name))
  if (further.length === 0) return
  throw new BackupRefused(
    'This database has been given tables of a later version of Rollcall than the backup. Restore into a new, empty database.',
  )
}
