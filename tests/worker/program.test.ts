import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { jobs } from '@rollcall/actions/jobs'
import { catalogueFaults } from '@rollcall/database/catalogue'
import { freePort } from '@rollcall/platform/free-port'
import { prepareJobStore } from '@rollcall/worker/job-store'
import { openQueues } from '@rollcall/worker/queues'
import { expect, test, vi } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { ask, isFinished, quiet } from './a-worker.ts'
import { stores, testStores } from './stores.ts'

const { db, urls, ownerUrl } = testStores()
const folder = temporaryFolder()
const main = fileURLToPath(new URL('../../apps/worker/src/main.ts', import.meta.url))

const start = (settings: Readonly<Record<string, string>>): ChildProcess =>
  spawn(process.execPath, [main], {
    env: { ROLLCALL_HOME: folder('home'), LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })

test.each(stores)(
  'the worker starts on %s, says how it is, does a job and stops when told to',
  async (store) => {
    const { databaseUrl, redisUrl } = urls(store)
    const port = await freePort()
    const worker = start({
      DATABASE_URL: databaseUrl,
      DATABASE_OWNER_URL: ownerUrl,
      METRICS_PORT: `${port}`,
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    })
    const get = async (path: string) => await fetch(`http://127.0.0.1:${port}${path}`)
    await vi.waitUntil(
      () =>
        get('/readyz').then(
          ({ ok }) => ok,
          () => false,
        ),
      { timeout: 30_000, interval: 50 },
    )

    await ask(db, jobs.sweep, {})
    await vi.waitUntil(() => isFinished(db, 'sweep'), { timeout: 30_000, interval: 20 })
    const numbers = await (await get('/metrics')).text()
    worker.kill('SIGTERM')
    const [code] = await once(worker, 'exit')

    expect(numbers).toMatch(/rollcall_jobs_total\{job="sweep",outcome="done"\} \d/)
    expect(numbers).toContain('rollcall_queue_jobs{queue="check-submission",state="waiting"} 0')
    expect(numbers).toContain('rollcall_outbox_lag_seconds 0')
    expect(numbers).toContain('rollcall_messages{state="waiting"} 0')
    expect(numbers).toContain('rollcall_messages_due_seconds 0')
    expect(numbers).toContain('rollcall_unproven_reports 0')
    expect(numbers).toContain('process_resident_memory_bytes')
    expect(code).toBe(0)

    const queues = await openQueues({ ...urls(store), names: ['sweep'], log: quiet })
    expect(await queues.get('sweep').getJobScheduler('sweep')).toMatchObject({ tz: 'Europe/London' })
    await queues.close()
  },
)

test('a worker without a database says what to do, and ends', async () => {
  const worker = start({})
  const said = worker.stdout === null ? '' : await text(worker.stdout)
  expect(said).toContain('Set DATABASE_URL, or use npm start')
  expect(worker.exitCode ?? (await once(worker, 'exit'))[0]).toBe(1)
})

test('the job store is the owner’s: the login of the worker owns nothing in it', async () => {
  await Promise.all([prepareJobStore(ownerUrl), prepareJobStore(ownerUrl)])
  expect(await catalogueFaults(db)).toEqual([])
})
