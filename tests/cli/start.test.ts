import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const inFolder = temporaryFolder({ enterable: true })
const program = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url))
const started: ChildProcess[] = []
afterAll(async () => {
  for (const child of started) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
})

async function start(folder: string, settings: Record<string, string> = {}) {
  const [PORT, METRICS_PORT] = await Promise.all([freePort(), freePort()])
  const child = spawn(process.execPath, [program, 'start'], {
    env: { PATH: '/usr/bin:/bin', ROLLCALL_HOME: folder, PORT, METRICS_PORT, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk))
  const ended = once(child, 'close').then(() => child.exitCode)
  const ask = (path: string) => fetch(`http://127.0.0.1:${PORT}${path}`).catch(() => undefined)
  const untilReady = () =>
    expect.poll(async () => (await ask('/readyz'))?.status, { timeout: 50_000 }).toBe(200)
  return { child, ended, ask, untilReady, said: () => said }
}

/** The lines of JSON that one of the programs has logged. */
const loggedBy = (said: string, name: string) =>
  said
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { name: string; pid: number; msg: string })
    .filter((line) => line.name === name)

test('with no settings at all everything comes up, is kept up, and goes down in order', {
  timeout: 120_000,
}, async () => {
  const folder = inFolder('home')
  const { child, ended, ask, untilReady, said } = await start(folder)
  await untilReady()

  expect(await (await ask('/'))?.text()).toContain('You are not signed in.')
  await expect.poll(() => said()).toContain('Ctrl-C stops it.')
  expect(said()).toContain('/mailbox.')
  expect((await ask('/mailbox'))?.status).toBe(200)

  const second = await start(folder)
  expect(await second.ended).toBe(70)
  expect(second.said()).toContain(folder)
  await untilReady()

  const [portal] = loggedBy(said(), 'portal')
  process.kill(portal?.pid ?? 0, 'SIGKILL')
  await expect.poll(() => new Set(loggedBy(said(), 'portal').map(({ pid }) => pid)).size).toBe(2)
  await untilReady()

  child.kill('SIGINT')
  expect(await ended).toBe(0)
  const stopped = ['portal', 'worker', 'start'].map((name) =>
    said().lastIndexOf(`"name":"${name}","msg":"stopped"`),
  )
  expect(stopped).toEqual(stopped.toSorted((a, b) => a - b))
  expect(stopped).not.toContain(-1)
})

test('a setting that is wrong is told in a sentence', async () => {
  const { ended, said } = await start(inFolder('wrong'), { PORT: 'many' })

  expect(await ended).toBe(64)
  expect(said()).toContain('PORT: Write a port as a number from 1 to 65535')
})

test('a portal that cannot be kept up is given up, and everything is stopped', {
  timeout: 120_000,
}, async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const at = taken.address()
  const PORT = String(typeof at === 'object' ? at?.port : at)

  const { ended, said } = await start(inFolder('taken'), { PORT })

  expect(await ended).toBe(70)
  expect(said()).toContain('The portal ends as soon as it is started. Its log says why.')
  expect(said()).toContain('EADDRINUSE')
  taken.close()
})
