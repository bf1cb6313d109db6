import { existsSync, statSync } from 'node:fs'
import { describeSettings, readSettings } from '@rollcall/platform/settings'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import {
  composeFile,
  composeText,
  exampleVariables,
  filledInExample,
  type Service,
  variablesIn,
} from '../support/compose-file.ts'
import { composeSchema } from '../support/compose-schema.ts'
import { copiedFiles, instructions } from '../support/image.ts'
import { importsOf, projectFile, projectFiles } from '../support/project-files.ts'

const compose = composeFile(filledInExample())
const services = Object.entries(compose.services)
const ours = services.filter(([, { build }]) => build !== undefined)
const root = new URL('../../', import.meta.url)
const isHere = (path: string) => existsSync(new URL(path, root))
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(composeSchema)

test('docker-compose.yml is what the Compose Specification says', () => {
  validate(parse(composeText, { merge: true }))
  expect(validate.errors ?? []).toEqual([])
})

test.each<[object, string]>([
  [{ service: { a: {} } }, 'a part that there is not'],
  [{ services: { a: { read_onyl: true } } }, 'a part of a service that there is not'],
  [{ services: { a: { healthcheck: { interval: 10 } } } }, 'a time without its unit'],
  [{ services: { a: { depends_on: { b: { condition: 'healthy' } } } } }, 'a condition that there is not'],
  [{ services: { a: { command: { node: 'main.ts' } } } }, 'a command that is no list'],
  [{ services: { a: { restart: false } } }, 'a `no` that was read as false'],
])('and the test would see it if it were not: %o is %s', (wrong) => {
  expect(validate(wrong)).toBe(false)
})

test('two portals stand behind a proxy, beside two workers, Postgres 18, Redis 7 and a mailbox', () => {
  expect(Object.keys(compose.services).toSorted()).toEqual(
    ['mail', 'portal', 'postgres', 'prepare', 'proxy', 'redis', 'worker'].toSorted(),
  )
  const { portal, worker, postgres, redis } = compose.services
  expect([portal?.deploy?.replicas, worker?.deploy?.replicas]).toEqual([2, 2])
  expect([postgres?.image, redis?.image]).toEqual([
    expect.stringMatching(/^postgres:18\b/),
    expect.stringMatching(/^redis:7\b/),
  ])
})

test.each(services)('%s runs as nobody in particular, may write nothing and gain nothing', (_, service) => {
  expect(service).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
  })
  expect(service.user).toMatch(/^(?!0\b|root)\w+/)
  const { test: asked, disable } = service.healthcheck ?? {}
  expect(asked ?? disable).toBeTruthy()
})

test.each(services)(
  'whom %s waits for can be waited for, and its networks and volumes are there',
  (_, service) => {
    const { depends_on: waitsFor = {}, networks, volumes = [] } = service
    const healthy = Object.entries(waitsFor).filter(([, { condition }]) => condition === 'service_healthy')
    const from = volumes.map((volume) => volume.split(':')[0] ?? '')

    expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(Object.keys(waitsFor)))
    for (const [other] of healthy) expect(compose.services[other]?.healthcheck?.test).toBeDefined()
    expect(Object.keys(compose.networks)).toEqual(expect.arrayContaining([...networks]))
    expect(from.filter((one) => !(one.startsWith('./') ? isHere(one) : one in compose.volumes))).toEqual([])
  },
)

test('only the proxy and the mailbox have a port, and only for this machine', () => {
  const open = services.filter(([, { ports }]) => ports !== undefined)
  expect(open.map(([name]) => name).toSorted()).toEqual(['mail', 'proxy'])
  for (const port of open.flatMap(([, { ports }]) => ports ?? []))
    expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/)
})

test('the proxy does not reach the database, nor does anything outside', () => {
  const on = (network: string) =>
    services.filter(([, { networks }]) => networks.includes(network)).map(([name]) => name)

  expect(on('database').toSorted()).toEqual(['portal', 'postgres', 'prepare', 'worker'])
  expect(on('portals').toSorted()).toEqual(['portal', 'proxy'])
  expect(on('jobs').toSorted()).toEqual(['redis', 'worker'])
  for (const network of ['database', 'portals', 'jobs'])
    expect(compose.networks[network]).toEqual({ internal: true })
})

test('each setting goes to those who need it: the owner’s login to prepare, the master key to portal and worker', () => {
  const given = (setting: string) =>
    services.filter(([, { environment }]) => environment && setting in environment).map(([name]) => name)

  expect(given('DATABASE_OWNER_URL')).toEqual(['prepare'])
  expect(given('DATABASE_ADMIN_URL')).toEqual(['prepare'])
  expect(given('ROLLCALL_MASTER_KEY')).toEqual(['portal', 'worker'])
  expect(given('ROLLCALL_OLD_MASTER_KEYS')).toEqual(['portal', 'worker'])
  expect(given('DATABASE_URL')).toEqual(['portal', 'worker', 'prepare'])
})

const settingsOf = ({ environment = {} }: Service): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)]))

test.each(ours)('%s is given settings that there are, and that hold together', (_, service) => {
  const known = Object.keys(describeSettings(readSettings({})))
  const fromImage = [...instructions('ENV').matchAll(/(\w+)=/g)].map(([, name]) => name)

  for (const name of [...Object.keys(service.environment ?? {}), ...fromImage]) expect(known).toContain(name)
  expect(() => readSettings(settingsOf(service))).not.toThrow()
})

test('no password and no key stands in the file, and without one nothing starts', () => {
  const needed = variablesIn(composeText).filter((variable) => variable.needed)
  const secret = /PASSWORD|ROLLCALL_MASTER_KEY/

  expect(new Set(needed.map(({ name }) => name))).toEqual(
    new Set([
      'APP_PASSWORD',
      'OWNER_PASSWORD',
      'POSTGRES_PASSWORD',
      'REDIS_PASSWORD',
      'PORTAL_URL',
      'ROLLCALL_MASTER_KEY',
    ]),
  )
  expect(variablesIn(composeText).filter(({ name, needed: is }) => secret.test(name) && !is)).toEqual([])
  for (const { name } of needed) {
    expect(() => composeFile({ ...filledInExample(), [name]: '' })).toThrow(`${name}: set it in .env`)
  }
  for (const [name, value] of exampleVariables()) if (secret.test(name)) expect(value, name).toBe('')
  // postgres://login:password@host, with anything but a variable for a password.
  expect(composeText).not.toMatch(/:\/\/[^$\s]*:[^$\s]+@/)
})

test('.env.example has every variable that the file asks for, and no other', () => {
  const asked = new Set(variablesIn(composeText).map(({ name }) => name))
  expect([...exampleVariables().keys()].toSorted()).toEqual([...asked].toSorted())
})

test('the image has what its command lines name, and the manifest of every package', () => {
  const copied = copiedFiles()
  const lines = [
    ...ours.map(([, { command = [] }]) => command),
    JSON.parse(instructions('CMD').split('\n').at(-1) ?? ''),
  ]

  expect(lines).toHaveLength(4)
  for (const [program, file] of lines) {
    expect(program).toBe('node')
    expect(copied).toContain(file)
  }
  const manifests = ['apps', 'packages']
    .flatMap((folder) => projectFiles(folder, '/package.json'))
    .map(({ path }) => path)
  expect(
    [...instructions('COPY').matchAll(/^(\S+\/package\.json) /gm)].map(([, path]) => path).toSorted(),
  ).toEqual(manifests.toSorted())
})

test('the command that the image has on its path is a program that is in it', () => {
  const [, path = ''] = /ln -s \/app\/(\S+) \/usr\/local\/bin\/rollcall$/m.exec(instructions('RUN')) ?? []

  expect(copiedFiles()).toContain(path)
  expect(statSync(new URL(path, root)).mode & 0o111).toBe(0o111)
})

test('the proxy asks the portals where they listen, and listens where the port leads', () => {
  const { text } = projectFile('deploy/nginx.conf')
  const [, port] = /\bPORT=(\d+)/.exec(instructions('ENV')) ?? []

  expect(text).toContain(`portal:${port};`)
  for (const published of compose.services.proxy?.ports ?? [])
    expect(text).toContain(`listen ${published.split(':').at(-1)};`)
  // The address of Docker's own name server.
  expect(text).toContain('resolver 127.0.0.11 ')
})

test('the proxy keeps nothing of a return in a file, and passes on nobody’s word for where they ask from', () => {
  const { text } = projectFile('deploy/nginx.conf')
  for (const line of [
    'proxy_request_buffering off;',
    'proxy_max_temp_file_size 0;',
    'access_log off;',
    'proxy_set_header X-Forwarded-For $remote_addr;',
  ])
    expect(text).toContain(line)
})

test('the image has no test, no key, no return and no backup in it', () => {
  const copied = copiedFiles()

  expect(copied.length).toBeGreaterThan(300)
  expect(copied).toContain('migrations/0001-the-viewer.sql')
  expect(copied.filter((path) => /\.test\.ts$|^tests\/|^\.|\.env|node_modules/.test(path))).toEqual([])
  expect(
    copied.filter((path) => !/^(apps|packages|migrations)\/|^(package(-lock)?\.json|LICENSE)$/.test(path)),
  ).toEqual([])
})

test('nothing in the image asks for a package of development, or for one that is optional', () => {
  const { packages } = JSON.parse(projectFile('package-lock.json').text) as {
    packages: Record<string, { dev?: boolean; optional?: boolean }>
  }
  const asked = copiedFiles()
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => importsOf(projectFile(path)))
    .filter((imported) => !/^(?:\.|#|node:)/.test(imported))
    .map((imported) => /^(?:@[^/]+\/)?[^/]+/.exec(imported)?.[0] ?? '')
  const missing = [...new Set(asked)].filter((name) => {
    const installed = packages[`node_modules/${name}`]
    return !installed || installed.dev || installed.optional
  })

  expect(new Set(asked).size).toBeGreaterThan(15)
  expect(missing).toEqual([])
})

test('the image is of the Node that the project is tested with', () => {
  const { dependencies } = JSON.parse(projectFile('package.json').text) as { dependencies: { node: string } }
  const [major] = /\d+/.exec(dependencies.node) ?? []
  for (const image of instructions('FROM').split('\n'))
    expect(image).toMatch(new RegExp(`^node:${major}-slim\\b`))
  expect(instructions('USER')).toBe('node')
})
