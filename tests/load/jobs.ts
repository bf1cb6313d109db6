import { connect } from '@rollcall/database/connect'
import { startLog } from '@rollcall/platform/log'
import { openQueues } from '@rollcall/worker/queues'
import { jobOptions } from '@rollcall/worker/retries'
import { aJob, ask, aWorker, doing, isFinished } from '../worker/a-worker.ts'
import { type Quantiles, quantiles, timed } from './quantiles.ts'
import type { Stage } from './stage.ts'

export interface Jobs {
  /** Adding one job after another. */
  readonly add: Quantiles
  /** Jobs that do nothing, done in a second by one worker. */
  readonly perSecond: number
  /** The same all the way: asked for in a transaction of its own, passed on by the relay, begun, done and marked. */
  readonly wholeWayPerSecond: number
}

const quiet = startLog({ LOG_LEVEL: 'silent' }, 'bench')

export async function jobs({ urls, redisUrl }: Stage, count: number): Promise<Jobs> {
  const stores = { databaseUrl: urls.appUrl, redisUrl }
  return {
    ...(await byBullmq(stores, count)),
    wholeWayPerSecond: await theWholeWay(stores, Math.ceil(count / 4)),
  }
}

type Stores = Parameters<typeof aWorker>[0]['urls']

async function byBullmq(stores: Stores, count: number): Promise<Pick<Jobs, 'add' | 'perSecond'>> {
  const queues = await openQueues({ ...stores, names: ['bench'], log: quiet })
  const queue = queues.get('bench')
  const added: number[] = []
  for (let job = 0; job < count; job++)
    added.push(await timed(() => queue.add('bench', {}, { ...jobOptions(3), jobId: `bench-${job}` })))
  let done = 0
  const took = await timed(async () => {
    const all = Promise.withResolvers<void>()
    const worker = queues.work(
      'bench',
      async () => {
        if (++done === count) all.resolve()
      },
      { concurrency: 50 },
    )
    await all.promise
    await worker.close()
  })
  await queues.close()
  return { add: quantiles(added.slice(Math.floor(count / 10))), perSecond: (count / took) * 1000 }
}

async function theWholeWay(stores: Stores, count: number): Promise<number> {
  const job = aJob('bench-whole-way')
  const db = connect(stores.databaseUrl, { connections: 10 })
  for (let asked = 0; asked < count; asked += 10)
    await Promise.all(Array.from({ length: 10 }, () => ask(db, job, { of: 'bench' })))
  const took = await timed(async () => {
    const worker = await aWorker({ urls: stores, work: [doing(job, async () => undefined, 20)] })
    while (!(await isFinished(db, job.name))) await new Promise((resolve) => setTimeout(resolve, 50))
    await worker.stop()
  })
  await db.destroy()
  return (count / took) * 1000
}
