import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '@rollcall/database/migrate'
import { startEmbeddedPostgres } from '@rollcall/platform/embedded-postgres'
import { startLog } from '@rollcall/platform/log'
import type { TestProject } from 'vitest/node'

interface TestServer {
  readonly adminUrl: string
  readonly ownerUrl: string
  readonly appUrl: string
}

declare module 'vitest' {
  interface ProvidedContext {
    server: TestServer
  }
}

/**
 * Brings up one Postgres for the whole run and migrates one database, which each test file then copies: `testDatabase()`. What this run
 * and the programs it starts keep for a while is kept in memory, where there is plenty: a copy takes 30 ms there, and on a busy disk a second.
 */
export default async function startDatabase(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join((await hasRoom(memory)) ? memory : tmpdir(), 'rollcall-tests-'))
  // Run by root, Postgres has another account, which has to get in.
  await chmod(folder, 0o755)
  process.env.TMPDIR = folder
  const log = startLog({ LOG_LEVEL: 'error' }, 'tests', { to: process.stderr })
  const clear = () => rm(folder, { recursive: true, force: true })
  try {
    const { stop, ...server } = await startEmbeddedPostgres({
      ...{ folder: join(folder, 'postgres'), log, durable: false },
    })
    project.provide('server', server)
    const end = async () => {
      await stop()
      await clear()
    }
    await migrate(server.ownerUrl).catch(async (error: unknown) => {
      await end()
      throw error
    })
    return end
  } catch (error) {
    await clear()
    throw error
  }
}

const memory = '/dev/shm'
const enough = 4 * 1024 ** 3

const hasRoom = (folder: string): Promise<boolean> =>
  statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize >= enough,
    () => false,
  )
