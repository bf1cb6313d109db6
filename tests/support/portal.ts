import type { Db } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { system, type Viewer } from '@rollcall/domain/viewer'
import { startLog } from '@rollcall/platform/log'
import type { Mail } from '@rollcall/platform/mail'
import type { App, Asker, Services } from '@rollcall/portal/app'
import { createPortal } from '@rollcall/portal/server'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll } from 'vitest'
import { checker, keys } from './builders.ts'
import { mailerInto } from './mailers.ts'

export const portalUrl = 'https://rollcall.example'

interface TestPortal {
  readonly app: App
  /** What was logged so far: one JSON object a line. */
  readonly logged: readonly string[]
  /** What it had sent so far, unless the test has a mail server. */
  readonly mails: readonly Mail[]
  /** Asks as this viewer, whose membership the database has. */
  as(viewer: Viewer): (request: InjectOptions) => Promise<LightMyRequestResponse>
}

/** The whole portal on a test's database, where a viewer need not sign in to ask. */
export function testPortal(db: Db, overrides: Partial<Services> = {}): TestPortal {
  const logged: string[] = []
  const mails: Mail[] = []
  const mailer = mailerInto(mails)
  const log = startLog({ LOG_LEVEL: 'info' }, 'portal', { to: { write: (line) => logged.push(line) } })
  const clock = { now: () => new Date() }
  const viewers = new Map<string, Viewer>()
  const authenticate: Services['authenticate'] = async ({ headers }) => {
    const viewer = viewers.get(String(headers['x-test-viewer']))
    return viewer === undefined ? undefined : await askerFor(db, viewer)
  }
  let app: App | undefined
  const started = (): App => {
    if (!app) throw new Error('the portal of this test has not started')
    return app
  }

  beforeAll(async () => {
    app = await createPortal({
      ...{ db, keys, checker, clock, log, mailer, portalUrl, authenticate },
      ...overrides,
    })
    await app.ready()
  })
  afterAll(() => app?.close())
  return {
    get app() {
      return started()
    },
    logged,
    mails,
    as: (viewer) => {
      const name = crypto.randomUUID()
      viewers.set(name, viewer)
      return (request) =>
        started().inject({ ...request, headers: { ...request.headers, 'x-test-viewer': name } })
    },
  }
}

const askerFor = (db: Db, viewer: Viewer): Promise<Asker> =>
  asViewer(db, system, async (trx) => {
    if (viewer.role === 'system') throw new Error('nobody signs in as the system')
    const { id, name, authority } = await trx
      .selectFrom('memberships')
      .innerJoin('people', 'people.id', 'memberships.personId')
      .leftJoin('authorities', 'authorities.id', 'memberships.authorityId')
      .select(['memberships.id', 'people.name', 'authorities.name as authority'])
      .where('personId', '=', viewer.personId)
      .where('role', '=', viewer.role)
      .where('authorityId', 'is not distinct from', 'authorityId' in viewer ? viewer.authorityId : null)
      .executeTakeFirstOrThrow()
    const person = { name, role: viewer.role, authority, hasOthers: false }
    return { viewer, membershipId: id, person }
  })
