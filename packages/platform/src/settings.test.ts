import { expect, test } from 'vitest'
import { describeSettings, readSettings } from './settings.ts'

const key = Buffer.alloc(32, 7).toString('base64')
const notifyKey = `rollcall-${'12345678-1234-1234-1234-123456789012'}-${'abcdefab-1234-1234-1234-123456789012'}`
const otherKey = Buffer.alloc(32, 8).toString('base64')

test('nothing has to be set', () => {
  const settings = readSettings({})
  expect(settings).toMatchObject({
    HOST: '127.0.0.1',
    PORT: 3000,
    PORTAL_URL: 'http://127.0.0.1:3000',
    LOG_LEVEL: 'info',
    ROLLCALL_HOME: expect.stringMatching(/^\/.*\/\.rollcall$/),
    ROLLCALL_OLD_MASTER_KEYS: [],
  })
  expect(settings.DATABASE_URL).toBeUndefined()
})

test('an empty setting is not set, and the portal is where its port is', () => {
  expect(readSettings({ REDIS_URL: ' ', DATABASE_URL: '', PORT: '8080' })).toMatchObject({
    PORTAL_URL: 'http://127.0.0.1:8080',
  })
  expect(readSettings({ REDIS_URL: '' }).REDIS_URL).toBeUndefined()
})

test('with Notify, no server is named where another file names one', () => {
  const settings = { NOTIFY_API_KEY: notifyKey, NOTIFY_TEMPLATE_ID: crypto.randomUUID() }
  expect(readSettings({ ...settings, SMTP_URL: 'none' }).SMTP_URL).toBeUndefined()
  expect(describeSettings(readSettings(settings)).NOTIFY_API_KEY).toBe('set')
})

test('proxies are addresses, networks and the names of networks', () => {
  const TRUSTED_PROXIES = 'uniquelocal, 10.0.0.7,192.0.2.0/24, fd00::/8'
  expect(readSettings({ TRUSTED_PROXIES }).TRUSTED_PROXIES).toEqual([
    'uniquelocal',
    '10.0.0.7',
    '192.0.2.0/24',
    'fd00::/8',
  ])
  expect(readSettings({}).TRUSTED_PROXIES).toEqual([])
})

test.each([
  [{ DATABASE_URL: 'mysql://a@b/c' }, 'DATABASE_URL: Write it as postgres://'],
  [{ DATABASE_URL: 'not an address' }, 'DATABASE_URL: Write it as postgres://'],
  [{ REDIS_URL: 'http://a' }, 'REDIS_URL: Write it as redis://'],
  [{ PORT: 'http' }, 'PORT: Write a port as a number'],
  [{ PORT: '70000' }, 'PORT:'],
  [{ PORTAL_URL: 'portal' }, 'PORTAL_URL: Write it as https://'],
  [{ PORTAL_URL: 'http://rollcall.example' }, 'PORTAL_URL: Use https://'],
  [{ PORTAL_URL: 'https://example.gov.uk/rollcall' }, 'PORTAL_URL: Give scheme, host and port only'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL:'],
  [{ ROLLCALL_MASTER_KEY: 'secret' }, 'ROLLCALL_MASTER_KEY: A key is 32 random bytes'],
  [
    { ROLLCALL_MASTER_KEY: key, ROLLCALL_OLD_MASTER_KEYS: 'c2VjcmV0' },
    'ROLLCALL_OLD_MASTER_KEYS: A key is 32',
  ],
  [{ ROLLCALL_OLD_MASTER_KEYS: key }, 'ROLLCALL_MASTER_KEY: Set it to the newest key'],
  [{ ROLLCALL_MASTER_KEY: key, ROLLCALL_OLD_MASTER_KEYS: key }, 'ROLLCALL_OLD_MASTER_KEYS: Leave out'],
  [{ DATABASE_OWNER_URL: 'postgres://o@h/d' }, 'DATABASE_URL: Set it beside DATABASE_OWNER_URL'],
  [
    { DATABASE_URL: 'postgres://o@h/d', DATABASE_OWNER_URL: 'postgres://o@h/d' },
    'DATABASE_URL: Name another login',
  ],
  [
    { DATABASE_ADMIN_URL: 'postgres://a@h/d', DATABASE_URL: 'postgres://o@h/d' },
    'DATABASE_OWNER_URL: Set it beside DATABASE_ADMIN_URL',
  ],
  [{ TRUSTED_PROXIES: '10.0.0.7, proxy' }, 'TRUSTED_PROXIES: Write addresses or networks'],
  [{ TRUSTED_PROXIES: '10.0.0.0/33' }, 'TRUSTED_PROXIES: Write addresses or networks'],
  [{ TRUSTED_PROXIES: '10.0.0.0/8/8' }, 'TRUSTED_PROXIES: Write addresses or networks'],
  [{ OIDC_ISSUER: 'https://login.example' }, 'OIDC_CLIENT_ID: Set it beside OIDC_ISSUER'],
  [{ OIDC_AUDIENCE: 'rollcall' }, 'OIDC_ISSUER: Set it beside OIDC_CLIENT_ID or OIDC_AUDIENCE'],
  [{ OIDC_CLIENT_ID: 'rollcall' }, 'OIDC_ISSUER: Set it beside'],
  [
    { OIDC_ISSUER: 'https://login.example', OIDC_AUDIENCE: 'a', OIDC_CLIENT_SECRET: 'hunter2' },
    'OIDC_CLIENT_ID: Set it beside OIDC_CLIENT_SECRET',
  ],
  [
    { OIDC_ISSUER: 'https://login.microsoftonline.com/organizations/v2.0', OIDC_AUDIENCE: 'a' },
    'OIDC_AUDIENCE: Leave it out, or name one tenant',
  ],
  [{ SMTP_URL: 'https://mail.example' }, 'SMTP_URL: Write it as smtps://'],
  [{ SMTP_URL: 'smtp://mail.example' }, 'MAIL_FROM: Set it beside SMTP_URL'],
  [{ MAIL_REPLY_TO: 'Ada <ada@example.org>' }, 'MAIL_REPLY_TO: Write the address alone'],
  [{ NOTIFY_API_KEY: 'test-1234' }, 'NOTIFY_API_KEY: Copy the whole key'],
  [{ NOTIFY_API_KEY: notifyKey }, 'NOTIFY_TEMPLATE_ID: Set it beside NOTIFY_API_KEY'],
  [{ NOTIFY_TEMPLATE_ID: crypto.randomUUID() }, 'NOTIFY_API_KEY: Set it beside NOTIFY_TEMPLATE_ID'],
  [{ NOTIFY_CALLBACK_TOKEN: 'a'.repeat(30) }, 'NOTIFY_API_KEY: Set it beside NOTIFY_CALLBACK_TOKEN'],
  [{ NOTIFY_CALLBACK_TOKEN: 'short' }, 'NOTIFY_CALLBACK_TOKEN: Use at least 20'],
  [{ NOTIFY_URL: 'http://notify.example' }, 'NOTIFY_URL: Use https://'],
  [
    {
      ...{ NOTIFY_API_KEY: notifyKey, NOTIFY_TEMPLATE_ID: crypto.randomUUID() },
      ...{ SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'rollcall@example.org' },
    },
    'SMTP_URL: Leave out this or NOTIFY_API_KEY',
  ],
  [{ MAIL_FROM: 'Rollcall' }, 'MAIL_FROM: Write it as Rollcall <rollcall@example.org>'],
  [
    { SMTP_URL: 'smtp://mail.example?requireTLS=false', MAIL_FROM: 'rollcall@example.org' },
    'SMTP_URL: Nothing may follow the port',
  ],
  [{ OIDC_ISSUER: 'http://login.example', OIDC_AUDIENCE: 'rollcall' }, 'OIDC_ISSUER: Use https://'],
])('%o is refused with the way out', (environment, sentence) => {
  expect(() => readSettings(environment)).toThrow(`Settings are wrong.\n  ${sentence}`)
})

test('a refusal does not repeat a secret', () => {
  expect(() => readSettings({ ROLLCALL_MASTER_KEY: 'hunter2', DATABASE_URL: 'pg://a:hunter2@b' })).toThrow(
    /^(?!.*hunter2)/s,
  )
})

test('settings are shown without their secrets', () => {
  const shown = describeSettings(
    readSettings({
      DATABASE_URL: 'postgres://app:hunter2@db:5432/rollcall?sslpassword=hunter2',
      DATABASE_OWNER_URL: 'postgres://owner:hunter2@db/rollcall',
      DATABASE_ADMIN_URL: 'postgres://admin:hunter2@db/postgres',
      REDIS_URL: 'redis://:hunter2@redis:6379',
      PORTAL_URL: 'https://rollcall.example/',
      SMTP_URL: 'smtps://rollcall:hunter2@mail.example',
      MAIL_FROM: 'Rollcall <rollcall@example.org>',
      OIDC_ISSUER: 'https://login.example',
      OIDC_CLIENT_ID: 'rollcall',
      OIDC_CLIENT_SECRET: 'hunter2',
      ROLLCALL_MASTER_KEY: key,
      ROLLCALL_OLD_MASTER_KEYS: ` ${otherKey} `,
    }),
  )
  expect(shown).toMatchObject({
    DATABASE_URL: 'postgres://app:***@db:5432/rollcall?sslpassword=***',
    DATABASE_OWNER_URL: 'postgres://owner:***@db/rollcall',
    REDIS_URL: 'redis://:***@redis:6379',
    PORTAL_URL: 'https://rollcall.example',
    ROLLCALL_MASTER_KEY: 'set',
    ROLLCALL_OLD_MASTER_KEYS: '1 set',
    OIDC_CLIENT_SECRET: 'set',
    OIDC_AUDIENCE: 'not set',
    SMTP_URL: 'smtps://rollcall:***@mail.example',
  })
  expect(JSON.stringify(shown)).not.toMatch(new RegExp(`hunter2|${key}|${otherKey}`))
})
