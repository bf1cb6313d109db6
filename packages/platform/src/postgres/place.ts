import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Log } from '../log.ts'
import { type Account, canEnter, chooseAccount } from './account.ts'

/** Where a cluster is, and whose it is. */
export interface Place {
  readonly root: string
  readonly data: string
  readonly account: Account | undefined
}

/** Whether there is a cluster, though we may not be allowed to look into it. */
export const isCluster = (root: string): boolean => existsSync(join(root, 'data'))
const pointer = (folder: string): string => join(folder, 'elsewhere')

/** Where the cluster of a folder is, if there is one. */
export const rootOf = (folder: string): string =>
  existsSync(pointer(folder)) ? readFileSync(pointer(folder), 'utf8').trim() : folder

/**
 * The folder itself, unless Postgres has to run under an account that may not enter it, as under root's home. Then the cluster
 * is elsewhere and the folder says where.
 */
export function findPlace(folder: string, elsewhere: string, log: Log): Place {
  if (existsSync(pointer(folder))) return pointedTo(readFileSync(pointer(folder), 'utf8').trim(), folder, log)
  const account = chooseAccount(join(folder, 'data'), log)
  if (canEnter(folder, account)) return placeAt(folder, account)
  if (isCluster(folder)) {
    throw new Error(
      `Postgres cannot run as root, and its account may not enter ${folder}. Let other accounts pass through the folders above it (chmod o+x), or start Rollcall as the user who owns them.`,
    )
  }
  return makeElsewhere(elsewhere, account)
}

/** Remembers in the folder that its cluster is elsewhere. */
export function rememberPlace(folder: string, { root }: Place, log: Log): void {
  if (root === folder || existsSync(pointer(folder))) return
  writeFileSync(pointer(folder), `${root}\n`)
  log.info({ folder: root }, 'the database is kept where the account of Postgres may enter')
}

function pointedTo(root: string, folder: string, log: Log): Place {
  if (isCluster(root)) return placeAt(root, chooseAccount(join(root, 'data'), log))
  throw new Error(
    `The database of ${folder} was kept in ${root} and is not there any more. Put it back from a backup, or delete ${pointer(folder)} to begin with an empty one.`,
  )
}

function makeElsewhere(elsewhere: string, account: Account | undefined): Place {
  const root = join(elsewhere, randomUUID().slice(0, 8))
  try {
    mkdirSync(root, { recursive: true })
    chmodSync(elsewhere, 0o755)
    chmodSync(root, 0o755)
  } catch (cause) {
    throw new Error(
      `Postgres cannot run as root, and ${elsewhere} cannot be made for it. Set ROLLCALL_HOME to a folder that other accounts may enter, or DATABASE_URL, or start Rollcall as another user.`,
      { cause },
    )
  }
  if (canEnter(root, account)) return placeAt(root, account)
  throw new Error(
    `Postgres cannot run as root, and its account may not enter ${dirname(elsewhere)}. Set ROLLCALL_HOME to a folder that other accounts may enter, or DATABASE_URL, or start Rollcall as another user.`,
  )
}

const placeAt = (root: string, account: Account | undefined): Place => ({
  root,
  data: join(root, 'data'),
  account,
})
