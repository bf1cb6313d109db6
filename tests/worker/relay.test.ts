import { setTimeout as wait } from 'node:timers/promises'
import { enqueue } from '@rollcall/actions/jobs'
import { connect } from '@rollcall/database/connect'
import { markHeldRelayed, markRelayed } from '@rollcall/database/outbox'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { findLostJobs } from '@rollcall/worker/find-lost-jobs'
import { openQueues } from '@rollcall/worker/queues'
import { relayOnce } from '@rollcall/worker/start-relay'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { aJob, ask, aWorker, doing, isFinished, quiet, rows } from './a-worker.ts'
import { stores, testStores } from './stores.ts'

const { db, redis, urls, ownerUrl } = testStores()
const soon = { timeout: 30_000, interval: 20 }

const forget = async (job: string) =>
  await db.updateTable('outbox').set({ relayedAt: null, takenAt: null }).where('job', '=', job).execute()

test('whoever asks for two jobs at once does not wait for a relay that waits for them', async () => {
  const one = aJob('asked-one', { once: () => 'round' })
  const other = aJob('asked-other', { once: () => 'round' })
  await ask(db, one, {})
  await ask(db, other, {})
  const [first = 0, second = 0] = [...(await rows(db, one.name)), ...(await rows(db, other.name))].map(
    ({ id }) => id,
  )

  let marking: Promise<void> | undefined
  await asViewer(db, system, async (asking) => {
    await enqueue(asking, other, {})
    const held = await asViewer(db, system, (trx) => markRelayed(trx, [first, second]))
    expect(held).toEqual([second])
    marking = asViewer(db, system, (trx) => markHeldRelayed(trx, second))
    await enqueue(asking, one, {})
  })
  await marking

  for (const { name } of [one, other])
    expect(await rows(db, name)).toMatchObject([{ relayedAt: expect.any(Date) }])
})

describe.each(stores)('on %s', (store) => {
  const empty = async () => {
    if (store === 'redis') await redis?.empty()
    else await sql`delete from bullmq.job`.execute(db)
  }

  test('a row passed on twice makes one job', async () => {
    const work = [doing(aJob(`twice-${store}`), async () => undefined)]
    const queues = await openQueues({ ...urls(store), names: [`twice-${store}`], log: quiet })
    const relay = { db, queues, work }
    await ask(db, aJob(`twice-${store}`), {})

    await relayOnce(relay)
    await forget(`twice-${store}`)
    await relayOnce(relay)

    expect(await queues.get(`twice-${store}`).getJobCounts('waiting')).toEqual({ waiting: 1 })
    await queues.close()
  })

  test('workers and relays on several machines share the work, and none is done twice', async () => {
    const job = aJob(`share-${store}`)
    const done: (string | undefined)[] = []
    const work = [doing(job, async ({ number }) => done.push(number), 5)]
    const machines = await Promise.all([1, 2, 3].map(() => aWorker({ urls: urls(store), work })))

    await asViewer(db, system, async (trx) => {
      for (let number = 0; number < 300; number += 1) await enqueue(trx, job, { number: `${number}` })
    })
    await vi.waitUntil(() => isFinished(db, job.name), soon)
    await Promise.all(machines.map((machine) => machine.stop()))

    expect(done).toHaveLength(300)
    expect(new Set(done).size).toBe(300)
  })

  test('a job that comes back after it was done is not done again', async () => {
    const job = aJob(`again-${store}`)
    let times = 0
    const work = [
      doing(job, async () => {
        times += 1
      }),
    ]
    const worker = await aWorker({ urls: urls(store), work })
    await ask(db, job, {})
    await vi.waitUntil(() => isFinished(db, job.name), soon)
    const [row] = await rows(db, job.name)

    const jobId = `outbox-${row?.id}`
    const queue = worker.queues.get(job.name)
    await vi.waitUntil(async () => (await queue.getJobState(jobId)) === 'unknown', soon)
    await queue.add(job.name, {}, { jobId })
    await vi.waitUntil(() => worker.outcomes.length === 2, soon)
    await worker.stop()

    expect(worker.outcomes).toEqual(['done', 'done before'])
    expect(times).toBe(1)
  })

  test('work is found again when the store of BullMQ was emptied', async () => {
    const job = aJob(`lost-${store}`)
    const work = [doing(job, async () => undefined)]
    const queues = await openQueues({ ...urls(store), names: [job.name], log: quiet })
    await ask(db, job, {})
    await relayOnce({ db, queues, work })

    await empty()
    const lost = await findLostJobs({ db, queues, olderThanSeconds: 0 })
    await queues.close()
    const worker = await aWorker({ urls: urls(store), work })
    await vi.waitUntil(() => isFinished(db, job.name), soon)
    await worker.stop()

    expect(lost).toBe(1)
    expect(await rows(db, job.name)).toMatchObject([{ doneAt: expect.any(Date) }])
  })

  test('what was given up can be tried again', async () => {
    const job = aJob(`try-again-${store}`, { attempts: 1 })
    let isMended = false
    const work = [doing(job, async () => (isMended ? undefined : Promise.reject(new Error('a bug'))))]
    const worker = await aWorker({ urls: urls(store), work })
    await ask(db, job, {})
    await vi.waitUntil(() => isFinished(db, job.name), soon)

    isMended = true
    await db.updateTable('outbox').set({ failedAt: null }).where('job', '=', job.name).execute()
    await forget(job.name)
    await vi.waitUntil(() => isFinished(db, job.name), soon)
    await worker.stop()

    expect(worker.outcomes).toEqual(['given up', 'done'])
  })

  test('a job that BullMQ still holds is passed on once it lets go of it', async () => {
    const job = aJob(`held-${store}`, { attempts: 1 })
    const relay = {
      db,
      queues: await openQueues({ ...urls(store), names: [job.name], log: quiet }),
      work: [doing(job, async () => undefined)],
    }
    const stateOf = async (id: number | undefined) =>
      await relay.queues.get(job.name).getJobState(`outbox-${id}`)
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await ask(db, job, {})
    await relayOnce(relay)
    const [row] = await rows(db, job.name)
    const worker = relay.queues.work(
      job.name,
      async () => await held.then(() => Promise.reject(new Error('a bug'))),
      {},
    )
    await vi.waitUntil(async () => (await stateOf(row?.id)) === 'active', soon)
    await db.updateTable('outbox').set({ begunAt: new Date() }).where('job', '=', job.name).execute()

    await forget(job.name)
    await relayOnce(relay)
    expect(await rows(db, job.name)).toMatchObject([{ relayedAt: null, takenAt: null }])

    letGo()
    await vi.waitUntil(async () => (await stateOf(row?.id)) === 'failed', soon)
    await worker.close()
    await relayOnce(relay)
    expect(await rows(db, job.name)).toMatchObject([{ relayedAt: expect.any(Date) }])
    expect(await stateOf(row?.id)).toBe('waiting')
    await relay.queues.close()
  })

  test('jobs about one thing: one runs and one waits, and the last sees every change', async () => {
    const job = aJob(`once-${store}`, { once: ({ round }) => `${round}` })
    const owner = connect(ownerUrl, { connections: 1 })
    const changes = sql.id(`changes_${store}`)
    await sql`create table ${changes} (round text)`.execute(owner)
    await sql`grant select, insert on ${changes} to rollcall_app`.execute(owner)
    await owner.destroy()

    const seen: Record<string, number> = {}
    const running: Record<string, number> = {}
    let [runs, mostAtOnce] = [0, 0]
    const refresh = doing(
      job,
      async ({ round = '' }) => {
        runs += 1
        running[round] = (running[round] ?? 0) + 1
        mostAtOnce = Math.max(mostAtOnce, running[round])
        const { rows } = await sql<{
          n: number
        }>`select count(*) as n from ${changes} where round = ${round}`.execute(db)
        await wait(20)
        seen[round] = rows[0]?.n ?? 0
        running[round] -= 1
      },
      4,
    )
    const machines = await Promise.all([1, 2].map(() => aWorker({ urls: urls(store), work: [refresh] })))

    const change = async (round: string) =>
      await asViewer(db, system, async (trx) => {
        await sql`insert into ${changes} values (${round})`.execute(trx)
        await enqueue(trx, job, { round })
        await wait(Math.random() * 10)
      })
    await Promise.all(Array.from({ length: 120 }, (_, index) => change(`round ${index % 3}`)))
    await vi.waitUntil(() => isFinished(db, job.name), soon)
    await Promise.all(machines.map((machine) => machine.stop()))

    expect(seen).toEqual({ 'round 0': 40, 'round 1': 40, 'round 2': 40 })
    expect(mostAtOnce).toBe(1)
    expect(runs).toBeLessThan(100)
  })
})
