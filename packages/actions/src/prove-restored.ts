import { createHash } from 'node:crypto'
import { BackupRefused } from '@rollcall/database/backup/format'
import {
  listEveryKey,
  listLiveFigures,
  listSomeFiles,
  listWaitingRounds,
} from '@rollcall/database/backup/proofs'
import type { Trx } from '@rollcall/database/connect'
import { verifyAudit } from '@rollcall/database/verify-audit'
import { canonical } from '@rollcall/domain/canonical'
import { ContentUnreadable } from '@rollcall/platform/sealing'
import type { Context } from './context.ts'
import { figuresOfRound } from './figures-of-round.ts'
import { readContent } from './read-content.ts'

/** What was looked at after a restore, and found right. */
export interface Restored {
  /** Events of the record, each of whose hashes was worked out again. */
  readonly events: number
  /** Keys that were unwrapped: all there are. */
  readonly keys: number
  /** Files that were opened and had the hash that their receipt says. */
  readonly files: number
  /** Rounds whose figures came out of their returns again as they were. */
  readonly rounds: number
}

type Proving = Pick<Context, 'db' | 'keys'>

const filesToOpen = 25

/** Looks at what was restored, and refuses it where something is not as it was. */
export async function proveRestored(context: Proving, trx: Trx): Promise<Restored> {
  const audit = await verifyAudit(trx)
  if (!audit.whole) {
    throw new BackupRefused(`The record of who did what is broken in this backup. ${audit.says}`)
  }
  return {
    events: audit.events,
    keys: await openKeys(context, trx),
    files: await openFiles(context, trx),
    rounds: await makeFigures(context, trx),
  }
}

async function openKeys({ keys }: Proving, trx: Trx): Promise<number> {
  const every = await listEveryKey(trx)
  for (const { masterKeyId, wrapped, binding } of every) {
    await readable('A key', () => keys.unwrap({ masterKeyId, bytes: wrapped }, binding))
  }
  return every.length
}

async function openFiles(context: Proving, trx: Trx): Promise<number> {
  const some = await listSomeFiles(trx, filesToOpen)
  for (const { submissionId, sha256 } of some) {
    const file = await readable(`The file of the submission ${submissionId}`, () =>
      readContent(context, trx, submissionId, 'file'),
    )
    const found = createHash('sha256')
      .update(file ?? '')
      .digest('hex')
    if (found !== sha256) {
      throw new BackupRefused(
        `The file of the submission ${submissionId} is not the one its receipt was given for.`,
      )
    }
  }
  return some.length
}

/** A round that waits for its figures to be made is left out: they are made when a worker starts. */
async function makeFigures(context: Proving, trx: Trx): Promise<number> {
  const waiting = await listWaitingRounds(trx)
  const live = (await listLiveFigures(trx)).filter(({ roundId }) => !waiting.includes(roundId))
  for (const { roundId, figures } of live) {
    const made = await figuresOfRound(context, trx, roundId)
    if (valuesOf(made.figures) === valuesOf(figures)) continue
    throw new BackupRefused(`The figures of the round ${roundId} do not come out of its returns again.`)
  }
  return live.length
}

// Without their hashes, in which the version of the program is, which may be a later one.
const valuesOf = (figures: readonly object[]): string =>
  canonical(figures.map((figure) => ({ ...figure, hash: undefined })))

async function readable<Value>(what: string, read: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await read()
  } catch (cause) {
    if (!(cause instanceof ContentUnreadable)) throw cause
    throw new BackupRefused(`${what} cannot be read. ${cause.message}`, { cause })
  }
}
