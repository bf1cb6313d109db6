import { availableParallelism } from 'node:os'
import { loadAuthorities } from '@rollcall/actions/load-authorities'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { mustBeSafe } from '@rollcall/database/catalogue'
import { connect } from '@rollcall/database/connect'
import { system } from '@rollcall/domain/viewer'
import { systemClock } from '@rollcall/platform/clock'
import { openKeys } from '@rollcall/platform/keys'
import type { Log } from '@rollcall/platform/log'
import { openMailbox } from '@rollcall/platform/mailbox'
import { hasMailbox, mailFolder, openMailer } from '@rollcall/platform/open-mailer'
import { findPrinter } from '@rollcall/platform/pdf-printer'
import type { Settings } from '@rollcall/platform/settings'
import type { Stopper } from '@rollcall/platform/stop'
import { startReturnChecker } from '@rollcall/workbook/return-checker'
import { authentication } from './authentication.ts'
import { roundChanges } from './round-changes.ts'
import { createPortal } from './server.ts'

interface ToStartPortal {
  readonly settings: Settings
  /** As the portal's own login. */
  readonly databaseUrl: string
  readonly log: Log
  readonly opened: Stopper['opened']
}

/** Opens things in order; they are closed in reverse: first nobody new is let in, last the database goes. */
export async function startPortal({ settings, databaseUrl, log, opened }: ToStartPortal): Promise<void> {
  const { HOST: host, PORT: port, PORTAL_URL: portalUrl, TRUSTED_PROXIES: trustedProxies } = settings
  const clock = systemClock
  const keys = openKeys(settings)

  const onError = (error: Error) => log.error({ err: error }, 'a connection to Postgres broke')
  const db = connect(databaseUrl, { onError, name: 'rollcall portal', connections: 20 })
  opened('database', () => db.destroy())
  await mustBeSafe(db)
  await loadAuthorities({ viewer: system, now: clock.now(), db }, authorities)

  const checker = startReturnChecker({ processes: settings.CHECKS_AT_ONCE ?? availableParallelism() })
  opened('checker', () => checker.stop())

  const changes = roundChanges({ databaseUrl, onError })
  opened('changes', () => changes.stop())

  const mailer = openMailer(settings, log)
  opened('mailer', () => mailer.close?.())

  const printer = findPrinter(settings)
  opened('printer', () => printer?.stop())

  const authenticate = authentication({ db, keys, clock, portalUrl, service: serviceOf(settings) })
  const portal = await createPortal({
    db,
    keys,
    checker,
    clock,
    log,
    mailer,
    printer,
    changes,
    portalUrl,
    trustedProxies,
    deadAfterMs: settings.DEAD_AFTER_SECONDS * 1000,
    organisation: organisationOf(settings),
    notifyToken: settings.NOTIFY_CALLBACK_TOKEN,
    mailbox: mailboxOf(settings),
    authenticate,
  })
  opened('portal', () => portal.close())
  await portal.listen({ host, port })
  log.info({ portal: portalUrl }, 'started')
}

/** What is in it lets people in, so it is shown to nobody but whoever is at this machine. */
const mailboxOf = (settings: Settings) =>
  hasMailbox(settings) ? openMailbox(mailFolder(settings)) : undefined

const organisationOf = ({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: clientId,
  OIDC_CLIENT_SECRET: clientSecret,
}: Settings) =>
  issuer === undefined || clientId === undefined ? undefined : { issuer, clientId, clientSecret }

const serviceOf = ({ OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience }: Settings) =>
  issuer === undefined || audience === undefined ? undefined : { issuer, audience }
