import { makeSignInLink } from '@rollcall/actions/make-sign-in-link'
import { useSignInLink } from '@rollcall/actions/use-sign-in-link'
import type { Db } from '@rollcall/database/connect'
import { type AuthorityViewer, type OfficeViewer, system } from '@rollcall/domain/viewer'
import { systemClock } from '@rollcall/platform/clock'
import type { Services } from '@rollcall/portal/app'
import { authentication, sessionCookie } from '@rollcall/portal/authentication'
import type { Page } from 'playwright-core'
import { beforeAll } from 'vitest'
import { contextOf, keys, membershipIdOf } from './builders.ts'
import { freePort } from './free-port.ts'
import { testPortal } from './portal.ts'

interface BrowserPortal {
  /** Where it listens, on this machine. */
  readonly url: string
  /** Every address that it was asked for so far, by any part of a browser. */
  readonly received: readonly string[]
  /** The address of a link that signs this person in. */
  signInLink(viewer: AuthorityViewer | OfficeViewer): Promise<string>
  /** Gives a browser the session of this person, as though they had used such a link. */
  signIn(page: Page, viewer: AuthorityViewer | OfficeViewer): Promise<void>
}

/** A portal that a browser can ask. */
export async function browserPortal(db: Db, overrides: Partial<Services> = {}): Promise<BrowserPortal> {
  const port = Number(await freePort())
  const portalUrl = `http://127.0.0.1:${port}`
  const { clock = systemClock } = overrides
  const portal = testPortal(db, {
    portalUrl,
    authenticate: authentication({ db, keys, clock, portalUrl }),
    ...overrides,
  })
  const received: string[] = []
  beforeAll(async () => {
    portal.app.server.on('request', ({ url = '' }) => received.push(url))
    await portal.app.listen({ port, host: '127.0.0.1' })
  })
  const asPortal = () => contextOf(db, system, { now: clock.now() })
  const newLink = async (viewer: AuthorityViewer | OfficeViewer): Promise<string> => {
    const membershipId = await membershipIdOf(db, viewer)
    return (await makeSignInLink(asPortal(), { membershipId })).token
  }
  return {
    ...{ url: portalUrl, received },
    signInLink: async (viewer) => `${portalUrl}/sign-in/${await newLink(viewer)}`,
    signIn: async (page, viewer) => {
      const { sessionToken } = await useSignInLink(asPortal(), { token: await newLink(viewer) })
      const cookie = { name: sessionCookie(portalUrl), value: sessionToken }
      await page.context().addCookies([{ ...cookie, url: portalUrl, httpOnly: true, sameSite: 'Lax' }])
    },
  }
}
