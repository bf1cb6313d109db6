import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { link, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGzip } from 'node:zlib'
import { appliedMigrations, backupLines, masterKeysInUse } from '@rollcall/database/backup/write'
import { asSystemAtOneMoment } from '@rollcall/database/transaction'
import { codeVersion } from '@rollcall/domain/code-version'
import type { Context } from './context.ts'

export interface BackedUp {
  readonly bytes: number
  /** Of the file, to be noted somewhere else. */
  readonly sha256: string
  readonly tables: number
  readonly rows: number
  /** The master keys that have to be kept too, in another place. */
  readonly masterKeyIds: readonly string[]
}

/** Writes all that the database holds, as it is at one moment, into a new file that only this user may read. It holds no master key. */
export async function backUpDatabase(
  { db, now }: Pick<Context, 'db' | 'now'>,
  file: string,
): Promise<BackedUp> {
  // Whole from the moment it has its name, and never in place of another.
  const fresh = `${file}.${randomUUID()}`
  try {
    const told = await asSystemAtOneMoment(db, async (trx) => {
      const masterKeyIds = await masterKeysInUse(trx)
      const migrations = await appliedMigrations(trx)
      const header = { format: 1, madeAt: now.toISOString(), codeVersion, migrations, masterKeyIds } as const
      return { ...(await write(backupLines(trx, header), fresh)), masterKeyIds }
    })
    await link(fresh, file)
    return told
  } finally {
    await rm(fresh, { force: true })
    await sync(dirname(file))
  }
}

async function write(lines: AsyncIterable<string>, file: string): Promise<Omit<BackedUp, 'masterKeyIds'>> {
  const counts = { tables: 0, rows: 0, bytes: 0 }
  const hash = createHash('sha256')
  const counted = async function* () {
    for await (const line of lines) {
      if (line.startsWith('#{"table"')) counts.tables++
      if (!line.startsWith('#')) counts.rows++
      yield line
    }
  }
  const hashed = new Transform({
    transform(piece: Buffer, _, done) {
      hash.update(piece)
      counts.bytes += piece.length
      done(null, piece)
    },
  })
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true })
  // Nearly all of it is sealed bytes as hexadecimal digits: there is nothing else to find in them, and looking takes five times as long.
  const gzip = createGzip({ strategy: constants.Z_HUFFMAN_ONLY })
  await pipeline(Readable.from(counted()), gzip, hashed, out)
  return { ...counts, sha256: hash.digest('hex') }
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}
