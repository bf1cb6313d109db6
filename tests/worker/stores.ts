import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@rollcall/platform/free-port'
import { prepareJobStore } from '@rollcall/worker/job-store'
import { Redis } from 'ioredis'
import { afterAll, beforeAll } from 'vitest'
import { testDatabase } from '../support/database.ts'

type Store = 'postgres' | 'redis'

/** The stores BullMQ can be tried on here: Postgres always, Redis where its server is installed. */
export const stores: readonly Store[] = isInstalled('redis-server') ? ['postgres', 'redis'] : ['postgres']

/** A database of this file's own with BullMQ's tables in it, and a Redis of its own beside it. */
export function testStores() {
  const database = testDatabase()
  const redis = stores.includes('redis') ? testRedis() : undefined
  beforeAll(async () => await prepareJobStore(database.ownerUrl))

  return {
    ...database,
    redis,
    /** What `openQueues` needs to know to use this store. */
    urls: (store: Store) => ({
      databaseUrl: database.appUrl,
      redisUrl: store === 'redis' ? redis?.url() : undefined,
    }),
  }
}

/** A Redis of a test file's own. */
export function testRedis() {
  let server: ChildProcess | undefined
  let folder: string | undefined
  let url = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rollcall-redis-'))
    const port = await freePort()
    const memoryOnly = ['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction']
    server = spawn('redis-server', [
      '--port',
      `${port}`,
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      ...memoryOnly,
    ])
    url = `redis://127.0.0.1:${port}`
    const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 })
    client.on('error', () => undefined)
    await client.ping()
    client.disconnect()
  })
  afterAll(async () => {
    server?.kill()
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  })
  return {
    url: () => url,
    /** As when Redis is started anew and had kept nothing. */
    async empty() {
      const client = new Redis(url)
      await client.flushall()
      client.disconnect()
    },
  }
}

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
