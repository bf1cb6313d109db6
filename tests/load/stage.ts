import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import { makeIllegalHomes } from '@rollcall/collections/illegal-homes/sample'
import { connect, type Db } from '@rollcall/database/connect'
import { day } from '@rollcall/domain/calendar-date'
import { findRunningPostgres } from '@rollcall/platform/embedded-postgres'
import type { DatabaseUrls } from '@rollcall/platform/prepare-database'
import { writeTemplate } from '@rollcall/workbook/writing/template'
import { type ApiClient, apiClient } from '../support/api-client.ts'
import { apiPeople } from '../support/api-people.ts'
import { openRound } from '../support/api-round.ts'
import { freePort } from '../support/free-port.ts'
import { type KeptRollcall, keepRollcall } from '../support/kept-rollcall.ts'

export type Store = 'postgres' | 'redis'

/** One authority with its file in hand. */
export interface Party {
  readonly code: string
  readonly dataRequestId: string
  readonly officer: ApiClient
  readonly signatory: ApiClient
  readonly file: Uint8Array
}

/** A portal, a worker and a database as an operator would start them, a round, and everybody who takes part in it. */
export interface Stage {
  readonly rollcall: KeptRollcall
  readonly urls: DatabaseUrls
  readonly redisUrl: string | undefined
  readonly db: Db
  readonly roundId: string
  readonly analyst: ApiClient
  readonly parties: readonly Party[]
  close(): Promise<void>
}

const referenceDate = day('2024-09-01')

/** A return of each of the first so many authorities, at real sizes. */
export const makeFiles = async (count: number): Promise<ReadonlyMap<string, Uint8Array>> => {
  const files = new Map<string, Uint8Array>()
  for (const { authority, sheets } of makeIllegalHomes({
    referenceDate,
    seed: 7,
    mistakes: 0,
    authorities: count,
  })) {
    const rows = sheets
    files.set(
      authority.code,
      await writeTemplate({ collection: illegalHomes, authorities, authority, referenceDate, rows }),
    )
  }
  return files
}

export async function openStage(store: Store, files: ReadonlyMap<string, Uint8Array>): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-load-'))
  // Run by root, Postgres has another account, which has to get in.
  await chmod(folder, 0o755)
  const redis = store === 'redis' ? await startRedis(folder) : undefined
  const rollcall = keepRollcall({
    log: join(folder, 'rollcall.log'),
    port: await freePort(),
    settings: {
      ROLLCALL_HOME: folder,
      METRICS_PORT: await freePort(),
      ...(redis && { REDIS_URL: redis.url }),
    },
  })
  await rollcall.untilReady()
  const urls = findRunningPostgres(folder)
  if (urls === undefined) throw new Error('no Postgres is running')
  const db = connect(urls.appUrl, { connections: 4 })
  const round = await openTheRound(db, rollcall.portalUrl, files)
  return {
    ...{ rollcall, urls, redisUrl: redis?.url, db },
    ...round,
    async close() {
      await db.destroy()
      await rollcall.stop()
      await redis?.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function openTheRound(db: Db, portalUrl: string, files: ReadonlyMap<string, Uint8Array>) {
  const people = await apiPeople(db, [...files.keys()])
  const [analyst, approver] = [people.analyst, people.approver].map((one) => apiClient(portalUrl, one)) as [
    ApiClient,
    ApiClient,
  ]
  const roundId = await openRound(analyst, approver, [...files.keys()])
  const parties: Party[] = []
  for (const { code, ...keys } of people.authorities) {
    const [officer, signatory] = [apiClient(portalUrl, keys.officer), apiClient(portalUrl, keys.signatory)]
    // They have their tokens before anything is measured.
    await signatory.get('/api/v1/me')
    const { items } = await officer.get<{ items: { dataRequestId: string }[] }>('/api/v1/data-requests')
    const [dataRequestId, file] = [items[0]?.dataRequestId, files.get(code)]
    if (dataRequestId === undefined || file === undefined) throw new Error(`${code} was not asked`)
    parties.push({ code, dataRequestId, officer, signatory, file })
  }
  return { roundId, analyst, parties }
}

async function startRedis(folder: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const port = await freePort()
  const memoryOnly = ['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction']
  const server: ChildProcess = spawn(
    'redis-server',
    ['--port', port, '--bind', '127.0.0.1', '--dir', folder, ...memoryOnly],
    { stdio: 'ignore' },
  )
  await wait(500)
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      server.kill()
      await once(server, 'exit')
    },
  }
}
