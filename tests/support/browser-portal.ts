import { makeSignInLink } from '@rollcall/actions/make-sign-in-link'
import type { Db } from '@rollcall/database/connect'
import { type AuthorityViewer, type OfficeViewer, system } from '@rollcall/domain/viewer'
import { systemClock } from '@rollcall/platform/clock'
import type { Services } from '@rollcall/portal/app'
import { authentication } from '@rollcall/portal/authentication'
import { beforeAll } from 'vitest'
import { contextOf, keys, membershipIdOf } from './builders.ts'
import { freePort } from './free-port.ts'
import { testPortal } from './portal.ts'

interface BrowserPortal {
  /** Where it listens, on this machine. */
  readonly url: string
  /** The address of a link that signs this person in. */
  signInLink(viewer: AuthorityViewer | OfficeViewer): Promise<string>
}

/** A portal that a browser can ask. */
export async function browserPortal(db: Db, overrides: Partial<Services> = {}): Promise<BrowserPortal> {
  const port = Number(await freePort())
  const portalUrl = `http://127.0.0.1:${port}`
  const portal = testPortal(db, {
    portalUrl,
    authenticate: authentication({ db, keys, clock: systemClock, portalUrl }),
    ...overrides,
  })
  beforeAll(() => portal.app.listen({ port, host: '127.0.0.1' }))
  return {
    url: portalUrl,
    signInLink: async (viewer) => {
      const membershipId = await membershipIdOf(db, viewer)
      const { token } = await makeSignInLink(contextOf(db, system, { now: new Date() }), { membershipId })
      return `${portalUrl}/sign-in/${token}`
    },
  }
}
