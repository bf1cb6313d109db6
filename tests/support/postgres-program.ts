import { startEmbeddedPostgres } from '@rollcall/platform/embedded-postgres'
import { startLog } from '@rollcall/platform/log'
import { stopper } from '@rollcall/platform/stop'

// A program that does nothing but keep a Postgres running: what tests start, kill and start again.
const [folder = '', elsewhere = '', durable = ''] = process.argv.slice(2)
const log = startLog({ LOG_LEVEL: 'debug' }, 'postgres-program', { to: process.stderr })
const { opened } = stopper(log)
const { adminUrl, ownerUrl, appUrl, stop } = await startEmbeddedPostgres({
  folder,
  log,
  elsewhere,
  durable: durable === 'durable',
})
opened('postgres', stop)
const awake = setInterval(() => undefined, 60_000)
opened('waiting', () => clearInterval(awake))
process.stdout.write(`${JSON.stringify({ adminUrl, ownerUrl, appUrl })}\n`)
