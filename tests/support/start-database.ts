import { chmod, mkdtemp, rm } from 'node:fs/promises'
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

/** Brings up one Postgres for the whole run and migrates one database, which each test file then copies: `testDatabase()`. */
export default async function startDatabase(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-postgres-'))
  // Run by root, Postgres has another account, which has to get in.
  await chmod(folder, 0o755)
  const log = startLog({ LOG_LEVEL: 'error' }, 'tests', { to: process.stderr })
  const clear = () => rm(folder, { recursive: true, force: true })
  try {
    const { stop, ...server } = await startEmbeddedPostgres({ folder, log, durable: false })
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
