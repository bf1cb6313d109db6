import { catalogueFaults } from '@rollcall/database/catalogue'
import { connect } from '@rollcall/database/connect'
import { migrationNames } from '@rollcall/database/migrate'
import { startEmbeddedPostgres } from '@rollcall/platform/embedded-postgres'
import { startLog } from '@rollcall/platform/log'
import { afterAll, expect, inject, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { projectFile } from '../support/project-files.ts'
import { rollcall, rollcallWith } from '../support/rollcall.ts'
import { ask } from '../support/run-postgres.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const server = inject('server')
const { appUrl, ownerUrl, adminUrl } = testDatabase()
const folder = temporaryFolder({ enterable: true })

const at = (url: string, database: string, login?: string): string => {
  const made = Object.assign(new URL(url), { pathname: `/${database}` })
  if (login !== undefined) made.username = login
  return made.toString()
}

const withPassword = (url: string, password: string): string =>
  Object.assign(new URL(url), { password }).toString()

const fresh = `prepared_${crypto.randomUUID().slice(0, 8)}`
const settings = {
  DATABASE_URL: at(server.appUrl, fresh),
  DATABASE_OWNER_URL: at(server.ownerUrl, fresh),
  DATABASE_ADMIN_URL: server.adminUrl,
}
afterAll(() => ask(server.adminUrl, `drop database if exists ${fresh} with (force)`))

test('a Postgres with nothing in it is made ready, by two at the same time, and is ready ever after', async () => {
  const both = await Promise.all([rollcallWith(settings, 'prepare'), rollcallWith(settings, 'prepare')])
  const again = await rollcallWith(settings, 'prepare')
  const { DATABASE_ADMIN_URL, ...withoutAdmin } = settings
  const json = await rollcallWith(withoutAdmin, 'prepare', '--json')

  expect(both).toEqual([
    expect.objectContaining({ code: 0, stderr: '' }),
    expect.objectContaining({ code: 0, stderr: '' }),
  ])
  const last = (await migrationNames()).at(-1)
  expect(both.filter(({ stdout }) => stdout.includes(`run, up to ${last}.`))).toHaveLength(1)
  expect(both.filter(({ stdout }) => /\d+ authorities added/.test(stdout))).toHaveLength(1)
  expect(again).toEqual({
    code: 0,
    stderr: '',
    stdout: [
      `The database ${fresh} at ${new URL(server.appUrl).host} is ready for this version of Rollcall.`,
      '  The tables were up to date.',
      '  The tables of the jobs are there.',
      '  The authorities were up to date.',
      '  Checked as rollcall_app: no authority can see another’s.',
      '',
    ].join('\n'),
  })
  expect(JSON.parse(json.stdout)).toEqual({
    database: fresh,
    host: new URL(server.appUrl).host,
    migrations: [],
    authorities: 0,
  })

  const db = connect(settings.DATABASE_URL, { connections: 1 })
  const [counted] = await ask(settings.DATABASE_OWNER_URL, 'select count(*)::int as n from authorities')
  expect(await catalogueFaults(db)).toEqual([])
  expect(counted).toEqual({ n: expect.any(Number) })
  expect((counted as { n: number }).n).toBeGreaterThanOrEqual(153)
  await db.destroy()
})

/** As docs/operating.md tells whoever makes logins and databases by hand. */
async function makeByHand(superuserUrl: string): Promise<void> {
  const [, sql = ''] = /```sql\n(create role[\s\S]*?)```/.exec(projectFile('docs/operating.md').text) ?? []
  const [outside = '', inside = ''] = sql.split('\\c rollcall\n')
  for (const statement of outside.split(';').slice(0, -1)) await ask(superuserUrl, statement)
  for (const statement of inside.split(';').slice(0, -1)) await ask(at(superuserUrl, 'rollcall'), statement)
}

test('logins and a database made by hand will do, and so will an administrator who is no superuser', async () => {
  const log = startLog({ LOG_LEVEL: 'silent' }, 'tests')
  const own = await startEmbeddedPostgres({
    folder: folder('postgres'),
    elsewhere: folder('elsewhere'),
    log,
    durable: false,
  })
  try {
    const asIfNew = async () => {
      await ask(own.adminUrl, 'drop database rollcall')
      await ask(own.adminUrl, 'drop role rollcall_owner, rollcall_app')
    }
    await asIfNew()
    await makeByHand(own.adminUrl)
    const byHand = {
      DATABASE_URL: withPassword(own.appUrl, '…'),
      DATABASE_OWNER_URL: withPassword(own.ownerUrl, '…'),
    }
    const prepared = await rollcallWith(byHand, 'prepare')
    expect(prepared).toMatchObject({ code: 0, stderr: '' })

    await asIfNew()
    await ask(own.adminUrl, "create role administrator login createrole createdb password 'in-charge'")
    const asAdministrator = at(own.adminUrl, 'postgres', 'administrator')
    const managed = {
      DATABASE_URL: at(own.appUrl, 'returns'),
      DATABASE_OWNER_URL: at(own.ownerUrl, 'returns'),
      DATABASE_ADMIN_URL: withPassword(asAdministrator, 'in-charge'),
    }

    const made = await rollcallWith(managed, 'prepare')
    const again = await rollcallWith(managed, 'prepare')

    expect(made).toMatchObject({ code: 0, stderr: '' })
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('The tables were up to date.') })
  } finally {
    await own.stop()
  }
})

test('a database in which one authority could see another’s is not called ready', async () => {
  await ask(adminUrl, 'drop policy own_authority on submissions')
  const { code, stdout, stderr } = await rollcallWith(
    { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl },
    'prepare',
  )

  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toContain('The policy own_authority is missing on submissions.')
  expect(stderr).not.toContain('Something broke')
})

test('settings that are wrong or left out are told with what to do', async () => {
  expect(await rollcall('prepare')).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('Set DATABASE_URL and DATABASE_OWNER_URL'),
  })
  expect(await rollcallWith({ DATABASE_URL: 'mysql://a@b/c' }, 'prepare')).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('DATABASE_URL: Write it as postgres://'),
  })
  expect(
    await rollcallWith({ ...settings, DATABASE_URL: at(server.appUrl, fresh, 'portal') }, 'prepare'),
  ).toMatchObject({ code: 64, stderr: expect.stringContaining('rollcall_owner and rollcall_app') })
  expect(
    await rollcallWith({ ...settings, DATABASE_URL: at(server.appUrl, 'another') }, 'prepare'),
  ).toMatchObject({ code: 64, stderr: expect.stringContaining('Name the same database') })
  expect(
    await rollcallWith(
      {
        ...settings,
        DATABASE_URL: Object.assign(new URL(settings.DATABASE_URL), { password: '' }).toString(),
      },
      'prepare',
    ),
  ).toMatchObject({ code: 64, stderr: expect.stringContaining('Write a password') })
})

test('a database that cannot be reached is told in a sentence without its password', async () => {
  const nowhere = await rollcallWith(
    {
      DATABASE_URL: 'postgres://a:hunter2@127.0.0.1:1/c',
      DATABASE_OWNER_URL: 'postgres://b:hunter2@127.0.0.1:1/c',
    },
    'prepare',
  )
  const wrong = await rollcallWith(
    {
      DATABASE_URL: appUrl,
      DATABASE_OWNER_URL: withPassword(ownerUrl, 'hunter2'),
    },
    'prepare',
  )

  expect(nowhere).toEqual({
    code: 69,
    stdout: '',
    stderr:
      'The database could not be used (ECONNREFUSED). Nothing answers there: is Postgres running, and is the port right?\n',
  })
  expect(wrong).toMatchObject({ code: 69, stderr: expect.stringContaining('The password is not right.') })
})
