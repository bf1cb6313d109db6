import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import { mailShape, wrongMail } from './mail-settings.ts'
import { isMasterKey } from './master-keys.ts'
import { isSafe } from './safe-address.ts'

const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'Write it as postgres://login:password@host:5432/database',
})
const key = z.string().refine(isMasterKey, {
  error: 'A key is 32 random bytes in base64. Make one with: openssl rand -base64 32',
})

const proxy = z.string().refine(isProxy, {
  error: 'Write addresses or networks with commas between them: 10.0.0.7, 10.1.0.0/16 or uniquelocal',
})

const OneByOne = z.object({
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  DATABASE_ADMIN_URL: postgresUrl.optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'Write it as redis://host:6379' }).optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce
    .number({ error: 'Write a port as a number from 1 to 65535' })
    .int()
    .min(1)
    .max(65_535)
    .default(3000),
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: z.coerce
    .number({ error: 'Write a port as a number from 1 to 65535' })
    .int()
    .min(1)
    .max(65_535)
    .default(9464),
  CHECKS_AT_ONCE: z.coerce
    .number({ error: 'Write how many returns may be checked at once as a number' })
    .int()
    .min(1)
    .optional(),
  DEAD_AFTER_SECONDS: z.coerce
    .number({ error: 'Write after how many seconds of silence a portal or a worker is taken for dead' })
    .int()
    .min(2)
    .max(600)
    .default(15),
  PORTAL_URL: z
    .url({ protocol: /^https?$/, abort: true, error: 'Write it as https://rollcall.example.gov.uk' })
    .refine(isSafe, {
      error: 'Use https://, so that nobody can listen in; http:// is for this machine alone',
    })
    .refine(isOrigin, { error: 'Give scheme, host and port only: the portal is at the root of its address' })
    .transform((url) => new URL(url).origin)
    .optional(),
  TRUSTED_PROXIES: z.string().default('').transform(listed).pipe(z.array(proxy)),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  CHROMIUM_PATH: z.string().optional(),
  ROLLCALL_HOME: z
    .string()
    .default('.rollcall')
    .transform((folder) => resolve(folder)),
  ROLLCALL_MASTER_KEY: key.optional(),
  ROLLCALL_OLD_MASTER_KEYS: z.string().default('').transform(listed).pipe(z.array(key)),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, abort: true, error: 'Write it as https://login.example.gov.uk' })
    .refine(isSafe, { error: 'Use https://; http:// is for this machine alone' })
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_AUDIENCE: z.string().optional(),
  ...mailShape,
})

const Settings = OneByOne.superRefine((settings, { addIssue }) => {
  for (const { name, says } of wrongTogether(settings))
    addIssue({ code: 'custom', path: [name], message: says })
}).transform((settings) => ({
  ...settings,
  PORTAL_URL: settings.PORTAL_URL ?? `http://127.0.0.1:${settings.PORT}`,
}))
export type Settings = z.infer<typeof Settings>

/** Read once, at the start of main.ts. A wrong one stops the process before it does anything. An empty one is not set. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const settings = Settings.safeParse(set)
  if (settings.success) return settings.data
  const wrong = settings.error.issues.map(({ path, message }) => `  ${String(path[0])}: ${message}`)
  throw new Error(`Settings are wrong.\n${wrong.join('\n')}`)
}

interface Wrong {
  readonly name: keyof z.infer<typeof OneByOne>
  readonly says: string
}

function wrongTogether(settings: z.infer<typeof OneByOne>): Wrong[] {
  return [
    ...wrongDatabases(settings),
    ...wrongKeys(settings),
    ...wrongIssuer(settings),
    ...wrongTenants(settings),
    ...wrongMail(settings),
  ]
}

function wrongDatabases({
  DATABASE_URL: app,
  DATABASE_OWNER_URL: owner,
  DATABASE_ADMIN_URL: admin,
}: z.infer<typeof OneByOne>): Wrong[] {
  if (admin !== undefined && owner === undefined) {
    return [
      {
        name: 'DATABASE_OWNER_URL',
        says: 'Set it beside DATABASE_ADMIN_URL, to the login that shall own the tables',
      },
    ]
  }
  if (owner === undefined) return []
  if (app === undefined) {
    return [
      {
        name: 'DATABASE_URL',
        says: 'Set it beside DATABASE_OWNER_URL, or leave both out for the Postgres that comes with Rollcall',
      },
    ]
  }
  if (new URL(app).username === new URL(owner).username) {
    return [
      {
        name: 'DATABASE_URL',
        says: 'Name another login than DATABASE_OWNER_URL does: the portal must not own its tables',
      },
    ]
  }
  return []
}

function wrongKeys({
  ROLLCALL_MASTER_KEY: newest,
  ROLLCALL_OLD_MASTER_KEYS: older,
}: z.infer<typeof OneByOne>): Wrong[] {
  if (older.length > 0 && newest === undefined) {
    return [
      {
        name: 'ROLLCALL_MASTER_KEY',
        says: 'Set it to the newest key, beside the ones in ROLLCALL_OLD_MASTER_KEYS',
      },
    ]
  }
  if (newest !== undefined && older.includes(newest)) {
    return [{ name: 'ROLLCALL_OLD_MASTER_KEYS', says: 'Leave out the key that is in ROLLCALL_MASTER_KEY' }]
  }
  return []
}

function wrongIssuer({
  OIDC_ISSUER: issuer,
  OIDC_AUDIENCE: audience,
  OIDC_CLIENT_ID: client,
  OIDC_CLIENT_SECRET: secret,
}: z.infer<typeof OneByOne>): Wrong[] {
  if (secret !== undefined && client === undefined)
    return [{ name: 'OIDC_CLIENT_ID', says: 'Set it beside OIDC_CLIENT_SECRET' }]
  if (issuer === undefined && (audience !== undefined || client !== undefined))
    return [{ name: 'OIDC_ISSUER', says: 'Set it beside OIDC_CLIENT_ID or OIDC_AUDIENCE, or leave all out' }]
  if (issuer !== undefined && audience === undefined && client === undefined)
    return [
      {
        name: 'OIDC_CLIENT_ID',
        says: 'Set it beside OIDC_ISSUER, so that people can sign in, or OIDC_AUDIENCE for the API',
      },
    ]
  return []
}

/** Addresses at which Entra ID speaks for every tenant: each token names its own tenant as the issuer. */
function wrongTenants({ OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience }: z.infer<typeof OneByOne>): Wrong[] {
  const isForMany = /^https:\/\/login\.microsoftonline\.com\/(?:common|organizations|consumers)\b/
  if (issuer === undefined || audience === undefined || !isForMany.test(issuer)) return []
  return [
    {
      name: 'OIDC_AUDIENCE',
      says: 'Leave it out, or name one tenant in OIDC_ISSUER: the API takes the tokens of one tenant',
    },
  ]
}

/** The settings as they may be shown to anybody: no password and no key. */
export function describeSettings(settings: Settings): Record<string, string> {
  const shown: Record<string, unknown> = {
    ...settings,
    DATABASE_URL: settings.DATABASE_URL && withoutSecrets(settings.DATABASE_URL),
    DATABASE_OWNER_URL: settings.DATABASE_OWNER_URL && withoutSecrets(settings.DATABASE_OWNER_URL),
    DATABASE_ADMIN_URL: settings.DATABASE_ADMIN_URL && withoutSecrets(settings.DATABASE_ADMIN_URL),
    REDIS_URL: settings.REDIS_URL && withoutSecrets(settings.REDIS_URL),
    ROLLCALL_MASTER_KEY: settings.ROLLCALL_MASTER_KEY && 'set',
    ROLLCALL_OLD_MASTER_KEYS: `${settings.ROLLCALL_OLD_MASTER_KEYS.length} set`,
    OIDC_CLIENT_SECRET: settings.OIDC_CLIENT_SECRET && 'set',
    SMTP_URL: settings.SMTP_URL && withoutSecrets(settings.SMTP_URL),
    NOTIFY_API_KEY: settings.NOTIFY_API_KEY && 'set',
    NOTIFY_CALLBACK_TOKEN: settings.NOTIFY_CALLBACK_TOKEN && 'set',
    TRUSTED_PROXIES: settings.TRUSTED_PROXIES.join(', ') || undefined,
  }
  return Object.fromEntries(
    Object.keys(OneByOne.shape).map((name) => [name, String(shown[name] ?? 'not set')]),
  )
}

function withoutSecrets(text: string): string {
  const url = new URL(text)
  if (url.password) url.password = '***'
  for (const name of [...url.searchParams.keys()]) {
    if (/pass|secret|key/i.test(name)) url.searchParams.set(name, '***')
  }
  return url.href
}

function listed(text: string): string[] {
  return text.split(',').flatMap((one) => one.trim() || [])
}

/** An address, a network, or one of the names that proxy-addr has for networks. */
function isProxy(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  if (family === 0) return ['loopback', 'linklocal', 'uniquelocal'].includes(text)
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
  return fits && more.length === 0
}

function isOrigin(text: string): boolean {
  const { pathname, search, hash, username, password } = new URL(text)
  return pathname === '/' && [search, hash, username, password].every((part) => part === '')
}

/** The environment of another process of ours: as this one's, with these settings in place of what it has. '' is not set. */
export const environmentWith = (settings: Partial<Record<keyof Settings, string>>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...settings,
})
