import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { rollcallJson, rollcallWith } from '../support/rollcall.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { stores, testRedis } from '../worker/stores.ts'

const inFolder = temporaryFolder({ enterable: true })
const program = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url))

interface Aggregated {
  readonly hash: string
  readonly figures: readonly {
    readonly id: string
    readonly breakdown: object
    readonly value: number | null
  }[]
}

/** What `rollcall aggregate` makes of the workbooks that the demonstration sent. */
function aggregated(home: string, round: string, ...previous: readonly string[]): Promise<Aggregated> {
  const returns = `${home}/demo/returns`
  const date = `${round.slice(0, 4)}-09-01`
  const options = previous.flatMap((one) => ['--previous', `${returns}/${one}`])
  const typed = ['aggregate', 'illegal-homes', '--reference-date', date, ...options, `${returns}/${round}`]
  return rollcallJson<Aggregated>(...typed)
}

const childrenIn = ({ figures }: Aggregated) =>
  figures.find(({ id, breakdown }) => id === 'children' && Object.keys(breakdown).length === 0)?.value

/** The three hashes the demonstration prints: 2024 as first published, 2024 corrected, 2025. */
const hashesIn = (stdout: string) => [...stdout.matchAll(/: ([0-9a-f]{64})$/gm)].map(([, hash]) => hash)

/** As few as the story has parts for, in both: everything in it is made of the same samples then. */
const authorities = ['--authorities', '10']
let ended: Awaited<ReturnType<typeof rollcallWith>>

describe('with nothing but the repository', { timeout: 180_000 }, () => {
  const home = inFolder('alone')
  beforeAll(async () => {
    const settings = { PATH: '/usr/bin:/bin', ROLLCALL_HOME: home }
    ended = await rollcallWith(settings, 'demo', '--exit', ...authorities)
  }, 180_000)

  test('two rounds go from request to national figures, and everything is stopped', () => {
    expect(ended.stderr).toContain('20 people of 10 authorities are invited.')
    expect(ended.stderr).toContain('The due date is over: 6 of 10 are included.')
    expect(ended.stdout).toContain('In the end 10 of 10 are included.')
    expect(ended.stdout).not.toContain('sign-in')
    expect(ended.code).toBe(0)
  })

  test('its figures are those that the command makes of the same workbooks, byte for byte', async () => {
    const first = await aggregated(home, '2024')
    const corrected = await aggregated(home, '2024-corrected')
    const second = await aggregated(home, '2025', '2024-corrected')

    expect(hashesIn(ended.stdout)).toEqual([first.hash, corrected.hash, second.hash])
    expect(childrenIn(corrected)).toBe((childrenIn(first) ?? 0) - 11)
    expect(ended.stdout).toMatch(new RegExp(`Children, as first published +${childrenIn(first)}\n`))
    expect(ended.stdout).toMatch(new RegExp(`Children, corrected +${childrenIn(corrected)}\n`))
    expect(ended.stdout).toContain(
      `like for like in 10 authorities: from ${childrenIn(corrected)} to ${childrenIn(second)} children`,
    )
  })

  test('on the due date it says by name who is not included, and why', () => {
    expect(ended.stdout).toMatch(/\d+ children in 6 of 10 returns\.\n/)
    expect(ended.stdout).toMatch(/^ {2}nothing sent: [^;]+; [^;]+; [^;]+$/m)
    expect(ended.stdout).toMatch(/^ {2}excluded for quality: [^;]+$/m)
  })

  test('figures of some authorities are not put beside those published of all', () => {
    expect(ended.stdout).not.toContain('published\n')
    expect(ended.stdout).not.toContain('£353 million')
  })

  test('the workbooks that it leaves behind say that they are of nobody', async () => {
    expect(await readdir(`${home}/demo/returns`)).toEqual([
      '2024',
      '2024-corrected',
      '2025',
      '2025-unreliable',
    ])
    expect(ended.stdout).toContain('no real child is described')
  })
})

describe('on a database, and a Redis, of one’s own', { timeout: 120_000 }, () => {
  const { appUrl, ownerUrl } = testDatabase()
  const redis = stores.includes('redis') ? testRedis() : undefined

  test('the portal stays up for people to sign in to, until Ctrl-C', async () => {
    const home = inFolder('own')
    const settings = {
      ...{ ROLLCALL_HOME: home, DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl },
      ...(redis && { REDIS_URL: redis.url() }),
    }
    const demo = spawn(process.execPath, [program, 'demo', ...authorities], {
      env: settings,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [demo.stdout, demo.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk))
    const closed = once(demo, 'close')
    await expect.poll(() => said, { timeout: 100_000 }).toContain('Ctrl-C stops it.')

    const links = said.match(/http:\/\/127\.0\.0\.1:\d+\/sign-in\/\S+/g) ?? []
    const { origin } = new URL(links[0] ?? '')
    const signedIn = await Promise.all(
      links.map((link) => fetch(link, { method: 'POST', headers: { origin }, redirect: 'manual' })),
    )
    const again = await rollcallWith(settings, 'demo', '--exit', ...authorities)
    demo.kill('SIGINT')
    const [code] = await closed

    expect(signedIn.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    expect(again.code).toBe(64)
    expect(again.stderr).toContain('There are rounds in this database already')
    expect(code).toBe(0)
    await expect(fetch(origin)).rejects.toThrow()
    expect(hashesIn(said)).toEqual(hashesIn(ended.stdout))
  })
})
