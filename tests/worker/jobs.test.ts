import { Problem } from '@rollcall/domain/problem'
import { describe, expect, test, vi } from 'vitest'
import { aJob, ask, aWorker, doing, isFinished, rows } from './a-worker.ts'
import { stores, testStores } from './stores.ts'

const { db, urls } = testStores()
const soon = { timeout: 30_000, interval: 20 }

describe.each(stores)('on %s', (store) => {
  test('a job goes from the outbox to done', async () => {
    const job = aJob(`greet-${store}`)
    const seen: unknown[] = []
    const worker = await aWorker({ urls: urls(store), work: [doing(job, async (input) => seen.push(input))] })

    await ask(db, job, { name: 'Ada' })
    await vi.waitUntil(() => isFinished(db, job.name), soon)
    await worker.stop()

    expect(seen).toEqual([{ name: 'Ada' }])
    expect(await rows(db, job.name)).toMatchObject([
      { relayedAt: expect.any(Date), begunAt: expect.any(Date), doneAt: expect.any(Date), failedAt: null },
    ])
  })

  test('a job that fails is tried again, and then done', async () => {
    const job = aJob(`stumble-${store}`)
    let tries = 0
    const worker = await aWorker({
      urls: urls(store),
      work: [
        doing(job, async () => {
          tries += 1
          if (tries === 1) throw new Error('the weather')
        }),
      ],
    })

    await ask(db, job, {})
    await vi.waitUntil(() => isFinished(db, job.name), soon)
    await worker.stop()

    expect(tries).toBe(2)
    expect(worker.outcomes).toEqual(['to be tried again', 'done'])
    expect(await rows(db, job.name)).toMatchObject([{ doneAt: expect.any(Date), failedAt: null }])
  })

  test('a Problem is not asked twice', async () => {
    const job = aJob(`refuse-${store}`)
    const worker = await aWorker({
      urls: urls(store),
      work: [doing(job, async () => Promise.reject(new Problem('conflict', 'TOO_LATE', 'It is too late.')))],
    })

    await ask(db, job, {})
    await vi.waitUntil(() => isFinished(db, job.name), soon)
    await worker.stop()

    expect(worker.outcomes).toEqual(['given up'])
    expect(await rows(db, job.name)).toMatchObject([{ doneAt: null, failedAt: expect.any(Date) }])
  })

  test('whoever waits for a job that is given up is told, once', async () => {
    const job = aJob(`tell-${store}`, { attempts: 2 })
    const told: unknown[] = []
    const failing = doing(job, async () => Promise.reject(new Error('broken')))
    const giveUp = async (_: undefined, input: unknown) => told.push(input)
    const worker = await aWorker({ urls: urls(store), work: [{ ...failing, giveUp }] })

    await ask(db, job, { about: 'seven' })
    await vi.waitUntil(() => isFinished(db, job.name), soon)
    await worker.stop()

    expect(worker.outcomes).toEqual(['to be tried again', 'given up'])
    expect(told).toEqual([{ about: 'seven' }])
  })

  test('BullMQ keeps the kind of an error and where it was thrown, and none of its words', async () => {
    const job = aJob(`quotes-${store}`, { attempts: 1 })
    const worker = await aWorker({
      urls: urls(store),
      work: [doing(job, async () => Promise.reject(new TypeError('no such child as Ada Canary')))],
    })
    await ask(db, job, {})
    await vi.waitUntil(() => isFinished(db, job.name), soon)
    const kept = await vi.waitFor(async () => {
      const [failed] = await worker.queues.get(job.name).getFailed()
      expect(failed).toBeDefined()
      return { reason: failed?.failedReason, stack: failed?.stacktrace?.join() }
    }, soon)
    await worker.stop()

    expect(kept.reason).toBe('TypeError')
    expect(kept.stack).toContain('jobs.test.ts')
    expect(kept.stack).not.toContain('Ada')
  })
})
