import pg from 'pg'

interface ToPrepare {
  readonly database: string
  readonly ownerPassword: string
  readonly appPassword: string
}

/** How to reach a database with each of its two logins. */
export interface DatabaseUrls {
  /** Owns the tables, so it migrates. */
  readonly ownerUrl: string
  /** Owns nothing and passes no row-level security by: what the portal and the worker use. */
  readonly appUrl: string
}

const owner = 'rollcall_owner'
const app = 'rollcall_app'

/** Makes the two logins and the database, or puts them right if they are there. */
export async function prepareDatabase(
  adminUrl: string,
  { database, ownerPassword, appPassword }: ToPrepare,
): Promise<DatabaseUrls> {
  await withClient(adminUrl, async (admin) => {
    await makeLogin(admin, owner, ownerPassword)
    await makeLogin(admin, app, appPassword)
    const name = admin.escapeIdentifier(database)
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [database])
    if (rowCount === 0) await admin.query(`create database ${name} owner ${owner}`)
    await admin.query(`alter database ${name} owner to ${owner}`)
    await admin.query(`revoke all on database ${name} from public`)
    await admin.query(`grant connect on database ${name} to ${app}`)
  })
  await withClient(urlOf(adminUrl, { database }), async (admin) => {
    await admin.query(`alter schema public owner to ${owner}`)
    await admin.query('revoke all on schema public from public')
    await admin.query(`grant usage on schema public to ${app}`)
  })
  return {
    ownerUrl: urlOf(adminUrl, { database, login: owner, password: ownerPassword }),
    appUrl: urlOf(adminUrl, { database, login: app, password: appPassword }),
  }
}

async function makeLogin(admin: pg.Client, name: string, password: string): Promise<void> {
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [name])
  if (rowCount === 0) await admin.query(`create role ${name}`)
  await admin.query(
    `alter role ${name} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication password ${admin.escapeLiteral(password)}`,
  )
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'rollcall' })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

function urlOf(
  url: string,
  {
    database,
    login,
    password,
  }: { readonly database: string; readonly login?: string; readonly password?: string },
): string {
  const made = new URL(url)
  made.pathname = `/${database}`
  if (login !== undefined) made.username = login
  if (password !== undefined) made.password = password
  return made.href
}
