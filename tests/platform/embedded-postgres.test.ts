import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ask, postgresPrograms } from '../support/run-postgres.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const inFolder = temporaryFolder({ enterable: true })
const run = postgresPrograms()
const keepOne = 'create table kept as select 1 as one'
const kept = 'select one from kept'
const mode = (...path: string[]) => (statSync(join(...path)).mode & 0o777).toString(8)
const postmaster = (folder: string) =>
  Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
const isRunning = (pid: number) =>
  existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`).length > 0

test('what was stored before a stop is there after the next start, under the same passwords', async () => {
  const folder = inFolder('again', 'postgres')
  const first = await run({ folder })
  await ask(first.ownerUrl, keepOne)
  const pid = postmaster(folder)
  expect(await first.end()).toBe(0)

  expect(isRunning(pid)).toBe(false)
  expect(readdirSync(folder)).not.toContain('lock')
  expect([mode(folder, 'data'), mode(folder, 'passwords.json'), mode(folder, 'postgres.log')]).toEqual([
    '700',
    '600',
    '600',
  ])

  const second = await run({ folder })
  expect(await ask(second.ownerUrl, kept)).toEqual([{ one: 1 }])
  expect(new URL(second.appUrl).password).toBe(new URL(first.appUrl).password)
  await second.end()
})

test('it is Postgres 18, durable, for this machine alone, and only with a password', async () => {
  const { adminUrl, appUrl, end } = await run({ folder: inFolder('kind', 'postgres'), durable: true })
  const one = async (name: string) => Object.values((await ask(adminUrl, `show ${name}`))[0] as object)[0]

  expect(await one('server_version_num')).toMatch(/^18/)
  expect(await one('listen_addresses')).toBe('127.0.0.1')
  expect(await one('unix_socket_directories')).toBe('')
  expect(await one('fsync')).toBe('on')
  expect(await one('full_page_writes')).toBe('on')
  expect(await one('synchronous_commit')).toBe('on')
  expect(await one('max_connections')).toBe('200')
  expect(await one('data_checksums')).toBe('on')
  expect(await ask(adminUrl, 'select distinct auth_method from pg_hba_file_rules')).toEqual([
    { authMethod: 'scram-sha-256' },
  ])
  await expect(ask(appUrl.replace(/:[^:@]+@/, ':guessed@'), 'select 1')).rejects.toThrow(/password/)
  await end()
})

test('a second start from the same folder is refused politely, and the first runs on', async () => {
  const folder = inFolder('second', 'postgres')
  const first = await run({ folder })

  await expect(run({ folder })).rejects.toThrow(
    /Rollcall is running already with .*\(process \d+\). Stop it first/,
  )

  expect(await ask(first.appUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  await first.end()
})

test('Postgres killed with -9 is started again on the same port, with all that was committed', async () => {
  const folder = inFolder('killed', 'postgres')
  const { ownerUrl, appUrl, said, end } = await run({ folder })
  await ask(ownerUrl, keepOne)
  await ask(ownerUrl, 'grant select on kept to rollcall_app')
  const pid = postmaster(folder)

  process.kill(pid, 'SIGKILL')
  while (!said().includes('running again')) await wait(20)

  expect(postmaster(folder)).not.toBe(pid)
  expect(await ask(appUrl, kept)).toEqual([{ one: 1 }])
  await end()
})

test('a stop that comes while Postgres is starting again stops that one too', async () => {
  const folder = inFolder('stopped', 'postgres')
  const { end, said } = await run({ folder })
  process.kill(postmaster(folder), 'SIGKILL')
  while (!said().includes('started again')) await wait(1)

  expect(await end(), said()).toBe(0)

  expect(readdirSync(folder)).not.toContain('lock')
  expect(existsSync(join(folder, 'data', 'postmaster.pid'))).toBe(false)
})

test('when Rollcall itself was killed, its Postgres runs on until the next start, which ends it and begins anew', async () => {
  const folder = inFolder('orphan', 'postgres')
  const first = await run({ folder })
  await ask(first.ownerUrl, keepOne)
  const pid = postmaster(folder)
  await first.end('SIGKILL')
  expect(isRunning(pid)).toBe(true)

  const second = await run({ folder })

  expect(second.said()).toContain('stopped a Postgres whose Rollcall had been killed')
  expect(isRunning(pid)).toBe(false)
  expect(postmaster(folder)).not.toBe(pid)
  expect(await ask(second.ownerUrl, kept)).toEqual([{ one: 1 }])
  await second.end()
})

test.each([
  ['of nobody', () => 4_000_000],
  ['of a process that has nothing to do with it', () => process.pid],
])('a stale postmaster.pid with the number %s is no obstacle', async (_, number) => {
  const folder = inFolder(`stale ${number()}`, 'postgres')
  const first = await run({ folder })
  await ask(first.ownerUrl, keepOne)
  const pid = postmaster(folder)
  await first.end('SIGKILL')
  process.kill(pid, 'SIGKILL')
  while (isRunning(pid)) await wait(5)
  const path = join(folder, 'data', 'postmaster.pid')
  const [, ...others] = readFileSync(path, 'utf8').split('\n')
  writeFileSync(path, [number(), ...others].join('\n'))

  const second = await run({ folder })

  expect(await ask(second.ownerUrl, kept)).toEqual([{ one: 1 }])
  expect(isRunning(process.pid)).toBe(true)
  await second.end()
})

test('a first start that was cut short is begun again', async () => {
  const folder = inFolder('short', 'postgres')
  mkdirSync(join(folder, 'data.new', 'base'), { recursive: true })
  writeFileSync(join(folder, 'data.new', 'PG_VERSION'), '18')
  writeFileSync(join(folder, 'password.new'), 'left over')

  const { appUrl, end } = await run({ folder })

  expect(await ask(appUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(readdirSync(folder)).not.toContain('data.new')
  expect(readdirSync(folder)).not.toContain('password.new')
  await end()
})

test('passwords that were lost are asked for, not made up', async () => {
  const folder = inFolder('lost', 'postgres')
  await (await run({ folder })).end()
  renameSync(join(folder, 'passwords.json'), inFolder('elsewhere.json'))

  await expect(run({ folder })).rejects.toThrow(/Put it back from your copy/)
})
