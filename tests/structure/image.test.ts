import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { freePort } from '@rollcall/platform/free-port'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { composeFile, filledInExample, type Service } from '../support/compose-file.ts'
import { instructions, layOutImage } from '../support/image.ts'
import { ask } from '../support/run-postgres.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { stores } from '../worker/stores.ts'

const server = inject('server')
const { portal, worker, prepare, redis } = composeFile(filledInExample()).services
const inFolder = temporaryFolder({ enterable: true })
const app = inFolder('app')
const [bin, data] = [inFolder('bin'), inFolder('data')]

// Root could write anywhere, so it runs the image's programs as an account that may not.
const isRoot = process.getuid?.() === 0
const account = isRoot ? { uid: 65_534, gid: 65_534 } : {}

const database = `image_${crypto.randomUUID().slice(0, 8)}`
const at = (url: string): string => Object.assign(new URL(url), { pathname: `/${database}` }).toString()
const ports = { PORT: '', METRICS_PORT: '', redis: '' }
type Program = ChildProcessByStdio<null, Readable, Readable>
const started: { kill(signal: NodeJS.Signals): unknown }[] = []

beforeAll(async () => {
  for (const folder of [app, bin, data]) mkdirSync(folder)
  layOutImage(app)
  copyFileSync(process.execPath, `${bin}/node`)
  chmodSync(app, 0o555)
  for (const name of ['PORT', 'METRICS_PORT', 'redis'] as const) ports[name] = String(await freePort())
})
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL')
  chmodSync(app, 0o755)
  await ask(server.adminUrl, `drop database if exists ${database} with (force)`)
})

const ofImage = Object.fromEntries(
  [...instructions('ENV').matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
)

/** What the service is given by the image and by docker-compose.yml, with the hosts and ports of this test. */
function environmentOf({ environment = {} }: Service): Record<string, string> {
  const hosts: Readonly<Record<string, string>> = {
    DATABASE_URL: at(server.appUrl),
    DATABASE_OWNER_URL: at(server.ownerUrl),
    DATABASE_ADMIN_URL: server.adminUrl,
    REDIS_URL: stores.includes('redis') ? `redis://:f00d@127.0.0.1:${ports.redis}` : '',
  }
  const given = Object.entries(environment).map(([name, value]) => [name, hosts[name] ?? String(value)])
  const { PORT, METRICS_PORT } = ports
  return { ...ofImage, PORT, METRICS_PORT, ...Object.fromEntries(given), PATH: bin }
}

function run(line: readonly string[], env: Readonly<Record<string, string>>): Program {
  const [program = '', ...given] = line
  const child = spawn(`${bin}/${program}`, given, {
    cwd: app,
    env,
    ...account,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  return child
}

interface Ended {
  readonly code: number | null
  readonly said: string
}

async function ended(child: Program): Promise<Ended> {
  const said = Promise.all([text(child.stdout), text(child.stderr)])
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said: (await said).join('') }
}

const commandOf = ({ command = [] }: Service): readonly string[] => command

/** The line that Docker runs to learn how a container is. */
const asks = ({ healthcheck }: Service): readonly string[] => healthcheck?.test?.slice(1) ?? []

const isHealthy = async (line: readonly string[], service: Service): Promise<boolean> =>
  (await ended(run(line, environmentOf(service)))).code === 0

test('the image’s command lines run as written, by an account that may write nowhere', async () => {
  if (!portal || !worker || !prepare) throw new Error('docker-compose.yml has lost a service')
  if (stores.includes('redis')) startRedis()

  const first = await ended(run(commandOf(prepare), environmentOf(prepare)))
  const second = await ended(run(commandOf(prepare), environmentOf(prepare)))
  expect(
    [first, second].map(({ code }) => code),
    first.said,
  ).toEqual([0, 0])

  const running = [portal, worker].map((service) => {
    const child = run(commandOf(service), environmentOf(service))
    return { service, child, end: ended(child) }
  })
  for (const { service, child } of running) {
    await vi.waitUntil(() => child.exitCode !== null || isHealthy(asks(service), service), {
      timeout: 50_000,
      interval: 250,
    })
    expect(child.exitCode).toBeNull()
  }
  const answers = await Promise.all(
    [ports.PORT, ports.METRICS_PORT].flatMap((port) =>
      ['/livez', '/readyz'].map(async (path) => (await fetch(`http://127.0.0.1:${port}${path}`)).status),
    ),
  )
  expect(answers).toEqual([200, 200, 200, 200])
  const ownCheck = JSON.parse(/CMD (\[.*)$/.exec(instructions('HEALTHCHECK'))?.[1] ?? '') as string[]
  expect(await isHealthy(ownCheck, portal)).toBe(true)

  for (const { child } of running) child.kill('SIGTERM')
  const ends = await Promise.all(running.map(({ end }) => end))
  expect(
    ends.map(({ code }) => code),
    ends.map(({ said }) => said).join('\n'),
  ).toEqual([0, 0])
  expect(await isHealthy(asks(portal), portal)).toBe(false)
}, 120_000)

test('without a master key no portal starts, as one that it made would be lost with its container', async () => {
  if (!portal) throw new Error('docker-compose.yml has lost a service')
  const { code, said } = await ended(
    run(commandOf(portal), { ...environmentOf(portal), ROLLCALL_MASTER_KEY: '' }),
  )

  expect(code).toBe(1)
  expect(said).toContain('Set ROLLCALL_MASTER_KEY')
})

/** By the line of docker-compose.yml, on a port of this test's own. */
function startRedis(): void {
  const [script = ''] = redis?.command ?? []
  expect(script).toContain('\ndir /data\n')
  const here = script.replace('\ndir /data\n', `\ndir ${data}\nport ${ports.redis}\n`)
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', REDIS_PASSWORD: 'f00d' }
  started.push(spawn('sh', ['-c', here], { env, stdio: 'ignore' }))
}

test('the scripts that check files in a browser are made in the image, by the same account', async () => {
  const bundle = `${app}/apps/checker/src/bundle.ts`
  const makes = `console.log((await (await import('${bundle}')).bundleChecker()).worker.length)`
  const line = ['node', '--input-type=module', '--eval', makes]
  const { code, said } = await ended(run(line, { ...ofImage, PATH: bin }))

  expect([code, Number(said) > 100_000], said).toEqual([0, true])
})
