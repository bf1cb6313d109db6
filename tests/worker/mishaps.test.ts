import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { connect } from '@rollcall/database/connect'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { aJob, ask, aWorker, doing, isFinished, rows } from './a-worker.ts'
import { stores, testStores } from './stores.ts'

const { db, urls, adminUrl } = testStores()
const soon = { timeout: 30_000, interval: 20 }
const holder = fileURLToPath(new URL('./a-worker-that-holds.ts', import.meta.url))

describe.each(stores)('on %s', (store) => {
  test('a worker is killed with a job in its hands, and another does it', async () => {
    const job = aJob(`killed-${store}`)
    const { databaseUrl, redisUrl } = urls(store)
    const killed: ChildProcess = spawn(
      process.execPath,
      [holder, job.name, databaseUrl, ...(redisUrl === undefined ? [] : [redisUrl])],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await ask(db, job, {})
    if (killed.stdout !== null) await once(killed.stdout, 'data')
    killed.kill('SIGKILL')
    await once(killed, 'exit')

    const other = await aWorker({
      urls: urls(store),
      work: [doing(job, async () => undefined)],
      deadAfterMs: 1000,
    })
    await vi.waitUntil(() => isFinished(db, job.name), soon)
    await other.stop()

    expect(other.outcomes).toEqual(['done'])
  })

  test('every connection to Postgres breaks, and the work goes on', async () => {
    const job = aJob(`broken-${store}`)
    const done: unknown[] = []
    const worker = await aWorker({
      urls: urls(store),
      work: [doing(job, async ({ number }) => done.push(number))],
    })
    await ask(db, job, { number: '1' })
    await vi.waitUntil(() => isFinished(db, job.name), soon)

    const admin = connect(adminUrl, { connections: 1 })
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(admin)
    await admin.destroy()
    await vi.waitUntil(
      async () =>
        await ask(db, job, { number: '2' }).then(
          () => true,
          () => false,
        ),
      soon,
    )
    await vi.waitUntil(() => isFinished(db, job.name), soon)
    await worker.stop()

    expect(new Set(done)).toEqual(new Set(['1', '2']))
  })

  test('a worker that is told to stop finishes what it has in hand', async () => {
    const job = aJob(`finishes-${store}`)
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    const work = [
      doing(job, async () => {
        begin()
        await ended
      }),
    ]
    const worker = await aWorker({ urls: urls(store), work })
    await ask(db, job, {})
    await begun

    const stopped = worker.stop()
    end()
    await stopped

    expect(worker.outcomes).toEqual(['done'])
    expect(await rows(db, job.name)).toMatchObject([{ doneAt: expect.any(Date) }])
  })

  test('what it cannot finish in time it gives back, and another does it at once', async () => {
    const job = aJob(`gives-back-${store}`)
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const stuck = doing(job, async () => {
      begin()
      await new Promise(() => undefined)
    })
    const worker = await aWorker({ urls: urls(store), work: [stuck], deadAfterMs: 60_000 })
    await ask(db, job, {})
    await begun
    await worker.stop(100)

    const other = await aWorker({
      urls: urls(store),
      work: [doing(job, async () => undefined)],
      deadAfterMs: 60_000,
    })
    await vi.waitUntil(() => isFinished(db, job.name), soon)
    await other.stop()

    expect(worker.outcomes).toEqual(['given back'])
    expect(other.outcomes).toEqual(['done'])
  })
})
