import { keepSchedules } from '@rollcall/worker/keep-schedules'
import { openQueues } from '@rollcall/worker/queues'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { aJob, aWorker, doing, quiet } from './a-worker.ts'
import { stores, testStores } from './stores.ts'

const { db, redis, urls } = testStores()
const soon = { timeout: 30_000, interval: 20 }
const hour = 60 * 60_000

describe.each(stores)('on %s', (store) => {
  test('the calendar runs its jobs, once each time, however many workers keep it', async () => {
    const job = aJob(`each-second-${store}`)
    const began: number[] = []
    const work = [doing(job, async () => began.push(Date.now()))]
    const machines = await Promise.all([1, 2].map(() => aWorker({ urls: urls(store), work })))

    const firstSecond = Math.ceil(Date.now() / 1000) * 1000
    const schedules = [{ job, at: '* * * * * *' }]
    await Promise.all(machines.map(({ queues }) => keepSchedules(queues, schedules)))
    await vi.waitUntil(() => began.length >= 3, soon)
    await Promise.all(machines.map((machine) => machine.stop()))

    // Each has a second of its own and may begin late, but never before it: twice for one second would.
    for (const [index, at] of began.entries()) expect(at).toBeGreaterThan(firstSecond + (index - 0.5) * 1000)
  })

  test('a time of day is one of London, in summer and in winter', async () => {
    const job = aJob(`each-morning-${store}`)
    const queues = await openQueues({ ...urls(store), names: [job.name], log: quiet })

    await keepSchedules(queues, [{ job, at: '5 0 * * *' }])
    const scheduler = await queues.get(job.name).getJobScheduler(job.name)
    await queues.close()

    const inLondon = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' })
    expect(inLondon.format(scheduler?.next)).toBe('00:05')
  })

  test('a calendar that was lost or has changed is set again, and one that holds is left alone', async () => {
    const job = aJob(`lost-${store}`)
    const queues = await openQueues({ ...urls(store), names: [job.name], log: quiet })
    const next = async () => (await queues.get(job.name).getJobScheduler(job.name))?.next ?? 0
    const keep = async (at: string, now?: number) => await keepSchedules(queues, [{ job, at }], now)

    await keep('5 0 1 1 *')
    const first = await next()
    await keep('5 0 1 1 *')
    expect(await next()).toBe(first)

    await keep('5 0 2 1 *')
    expect(await next()).toBe(first + 24 * hour)

    if (store === 'redis') await redis?.empty()
    else await sql`delete from bullmq.job where scheduler_id is not null`.execute(db)
    if (store === 'postgres') await sql`delete from bullmq.scheduler`.execute(db)
    await keep('5 0 2 1 *')
    expect(await next()).toBe(first + 24 * hour)
    expect(await queues.get(job.name).getJobCounts('delayed')).toEqual({ delayed: 1 })
    await queues.close()
  })
})
