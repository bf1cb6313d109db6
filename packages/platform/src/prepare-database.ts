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

/** Makes the two logins and the database, or puts them right if they are there. Two at once take turns. */
export async function prepareDatabase(
  adminUrl: string,
  { database, ownerPassword, appPassword }: ToPrepare,
): Promise<DatabaseUrls> {
  await withClient(adminUrl, async (admin) => {
    // Held until this connection ends, as a database cannot be made in a transaction.
    await admin.query(`select pg_advisory_lock(hashtextextended('rollcall database', 0))`)
    await makeLogin(admin, owner, ownerPassword)
    await makeLogin(admin, app, appPassword)
    await mayActAs(admin, owner)
    const name = admin.escapeIdentifier(database)
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [database])
    if (rowCount === 0) await admin.query(`create database ${name} owner ${owner}`)
    await admin.query(`alter database ${name} owner to ${owner}`)
    await admin.query(`revoke all on database ${name} from public`)
    await admin.query(`grant connect on database ${name} to ${app}`)
    await withClient(urlOf(adminUrl, { database }), async (inside) => {
      await inside.query(`alter schema public owner to ${owner}`)
      await inside.query('revoke all on schema public from public')
      await inside.query(`grant usage on schema public to ${app}`)
    })
  })
  return {
    ownerUrl: urlOf(adminUrl, { database, login: owner, password: ownerPassword }),
    appUrl: urlOf(adminUrl, { database, login: app, password: appPassword }),
  }
}

/** Takes a database away with all that is in it, whoever is connected to it. */
export const dropDatabase = (adminUrl: string, database: string): Promise<void> =>
  withClient(adminUrl, async (admin) => {
    await admin.query(`drop database if exists ${admin.escapeIdentifier(database)} with (force)`)
  })

async function makeLogin(admin: pg.Client, name: string, password: string): Promise<void> {
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [name])
  if (rowCount === 0) await admin.query(`create role ${name}`)
  await admin.query(`alter role ${name} login password ${admin.escapeLiteral(password)}`)
  for (const power of await powersOf(admin, name)) await admin.query(`alter role ${name} no${power}`)
}

// Only what is there is taken away: whoever may make logins, but is no superuser, may not so much as name some of these.
async function powersOf(admin: pg.Client, name: string): Promise<string[]> {
  const { rows } = await admin.query<{ power: string }>(
    `select power from pg_roles, lateral (values
       (rolsuper, 'superuser'), (rolbypassrls, 'bypassrls'), (rolcreatedb, 'createdb'), (rolcreaterole, 'createrole'),
       (rolreplication, 'replication')
     ) as powers (held, power) where rolname = $1 and held`,
    [name],
  )
  return rows.map(({ power }) => power)
}

/** A superuser may already. The administrator of a Postgres that somebody else runs is none. */
async function mayActAs(admin: pg.Client, role: string): Promise<void> {
  const { rows } = await admin.query<{ may: boolean }>(`select pg_has_role($1, 'set') as may`, [role])
  if (rows[0]?.may === false) await admin.query(`grant ${role} to current_user`)
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
