import { execFile, fork } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type ProcessPool, startProcessPool } from '@rollcall/workbook/process-pool'
import { Refusal, refusals } from '@rollcall/workbook/refusal'
import { afterAll, expect, test } from 'vitest'
import { rawWorkbook } from '../support/raw-workbook.ts'

const module = new URL('./a-task.ts', import.meta.url)
const pools: ProcessPool[] = []

function aPool({ processes = 1, megabytes = 300, seconds = 20 } = {}): ProcessPool {
  const pool = startProcessPool({ module, processes, megabytes, seconds })
  pools.push(pool)
  return pool
}

afterAll(() => Promise.all(pools.map((pool) => pool.stop())))

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a task is done in another process, and a workbook crosses there and its rows back', async () => {
  const pool = aPool()
  const bytes = rawWorkbook({ sheets: [{ name: 'Data', rows: '<row><c><v>42</v></c></row>' }] })

  expect(await pool.run({ do: 'say who' })).not.toBe(process.pid)
  expect(await pool.run({ do: 'read', bytes })).toEqual([[42]])
})

test('a thousand small tasks share a few warm processes', async () => {
  const pool = aPool({ processes: 2 })

  const sums = await Promise.all(Array.from({ length: 1000 }, (_, a) => pool.run({ do: 'add', a, b: 1 })))

  expect(sums).toEqual(Array.from({ length: 1000 }, (_, a) => a + 1))
  const pids = await Promise.all(Array.from({ length: 20 }, () => pool.run({ do: 'say who' })))
  expect(new Set(pids).size).toBeLessThanOrEqual(2)
})

test.each(['fill the heap', 'fill memory'])(
  'a task that would %s is refused, and the next one is done',
  async (what) => {
    const pool = aPool({ megabytes: 200 })

    const failure = await pool.run({ do: what }).catch((error: unknown) => error)

    expect(failure).toBeInstanceOf(Refusal)
    expect(failure).toMatchObject({ code: 'too-much-memory', message: refusals['too-much-memory'] })
    expect(await pool.run({ do: 'add', a: 1, b: 2 })).toBe(3)
  },
)

test('a task that takes too long is killed and refused, and the next one is done', async () => {
  const pool = aPool({ seconds: 1 })

  await expect(pool.run({ do: 'hang' })).rejects.toMatchObject({ code: 'too-slow' })
  expect(await pool.run({ do: 'add', a: 1, b: 2 })).toBe(3)
})

/** A pool of one process, whose tasks have a second each. */
function aPoolOf(module: URL) {
  const pool = startProcessPool({ module, processes: 1, megabytes: 300, seconds: 1 })
  pools.push(pool)
  return pool
}

test('a process that is slow to start costs a task none of its time', async () => {
  const pool = aPoolOf(new URL('./a-slow-start.ts', import.meta.url))

  expect(await pool.run({})).toBe('done')
})

test('a process that ends while it starts is no fault of the file, and one that never starts can be stopped', async () => {
  const module = new URL('./a-start-that-fails.ts', import.meta.url)
  const [dying, hanging] = [aPoolOf(new URL('?dies', module)), aPoolOf(new URL('?hangs', module))]

  const failure = await dying.run({}).catch((error: unknown) => error)
  expect(failure).not.toBeInstanceOf(Refusal)
  expect(failure).toMatchObject({ message: 'a process of the pool ended before it had started' })

  const stopped = expect(hanging.run({})).rejects.toThrow('the process pool was stopped')
  await wait(500)
  await hanging.stop()
  await stopped
})

test('a task that takes its process with it is refused, in a fresh process and in a used one', async () => {
  const pool = aPool()

  await expect(pool.run({ do: 'crash' })).rejects.toMatchObject({ code: 'unreadable' })
  expect(await pool.run({ do: 'add', a: 1, b: 2 })).toBe(3)
  await expect(pool.run({ do: 'crash' })).rejects.toMatchObject({ code: 'unreadable' })
})

test('a task with a full process behind it is not blamed for it', async () => {
  const pool = aPool()
  const pid = (await pool.run({ do: 'say who' })) as number
  const next = pool.run({ do: 'add', a: 1, b: 2 })
  process.kill(pid, 'SIGKILL')

  expect(await next).toBe(3)
})

test('a refusal crosses as a refusal, and a mistake of ours as an error with its stack', async () => {
  const pool = aPool()

  const refused = await pool.run({ do: 'refuse' }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Refusal)
  expect(refused).toMatchObject({ code: 'macros', message: refusals.macros, detail: 'on purpose' })

  const failed = await pool.run({ do: 'fail' }).catch((error: unknown) => error)
  expect(failed).not.toBeInstanceOf(Refusal)
  expect(failed).toMatchObject({ message: 'a mistake of ours', stack: expect.stringContaining('a-task.ts') })
})

test('our environment does not reach the process', async () => {
  expect(await aPool().run({ do: 'see the environment' })).not.toContain('PATH')
})

test('a module that cannot be loaded is a mistake of ours', async () => {
  const pool = startProcessPool({
    module: new URL('./nowhere.ts', import.meta.url),
    processes: 1,
    megabytes: 200,
    seconds: 5,
  })
  pools.push(pool)

  await expect(pool.run({})).rejects.toThrow('nowhere.ts')
})

test('a stopped pool leaves no process and no promise behind', async () => {
  const pool = aPool({ processes: 2 })
  const pid = (await pool.run({ do: 'say who' })) as number
  const hanging = pool.run({ do: 'hang' }).catch((error: Error) => error.message)
  const waiting = Array.from({ length: 3 }, () =>
    pool.run({ do: 'hang' }).catch((error: Error) => error.message),
  )
  await wait(100)

  await pool.stop()

  expect(await Promise.all([hanging, ...waiting])).toEqual(Array(4).fill('the process pool was stopped'))
  await expect(pool.run({ do: 'add', a: 1, b: 2 })).rejects.toThrow('stopped')
  expect(isAlive(pid)).toBe(false)
})

const program = fileURLToPath(new URL('./a-program-with-a-pool.ts', import.meta.url))

test('a process whose parent is killed goes too', async () => {
  const parent = fork(program, ['wait'])
  const pid = await new Promise<number>((resolve) =>
    parent.once('message', (message) => resolve(message as number)),
  )
  expect(isAlive(pid)).toBe(true)

  parent.kill('SIGKILL')

  await expect.poll(() => isAlive(pid)).toBe(false)
})

test('a program that forgets to stop its pool ends all the same', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [program], { timeout: 30_000 })

  expect(stdout.trim()).toBe('3')
})
