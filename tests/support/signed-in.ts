import { makeSignInLink } from '@rollcall/actions/make-sign-in-link'
import { useSignInLink } from '@rollcall/actions/use-sign-in-link'
import type { Db } from '@rollcall/database/connect'
import type { MembershipId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { authentication, sessionCookie } from '@rollcall/portal/authentication'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { contextOf, keys } from './builders.ts'
import { portalUrl, testPortal } from './portal.ts'

/** A browser of one session. */
export interface SignedIn {
  get(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  /** Sends a form of ours. */
  post(
    url: string,
    fields?: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>
}

interface PortalWithSessions {
  readonly portal: ReturnType<typeof testPortal>
  /** Another moment than now, for the portal and all who sign in. */
  setTime(moment: Date): void
  /** Signs in as this membership, with a cookie as browsers have. */
  signIn(membershipId: MembershipId, browser?: string): Promise<SignedIn>
}

/** A portal whose people sign in, and whose clock stands still unless a test moves it. */
export function portalWithSessions(db: Db, start = new Date()): PortalWithSessions {
  let now = start
  const clock = { now: () => now }
  const portal = testPortal(db, { clock, authenticate: authentication({ db, keys, clock, portalUrl }) })
  const asPortal = () => contextOf(db, system, { now })
  return {
    portal,
    setTime: (moment) => {
      now = moment
    },
    signIn: async (membershipId, browser) => {
      const { token } = await makeSignInLink(asPortal(), { membershipId })
      const { sessionToken } = await useSignInLink(asPortal(), { token, browser })
      return browserWith(portal, { cookie: `${sessionCookie(portalUrl)}=${sessionToken}` })
    },
  }
}

/** A browser with these headers: those of somebody who has not signed in, where there are none. */
export function browserWith(
  portal: ReturnType<typeof testPortal>,
  own: Record<string, string> = {},
): SignedIn {
  const send = (options: InjectOptions) =>
    portal.app.inject({ ...options, headers: { origin: portalUrl, ...own, ...options.headers } })
  return {
    get: (url, headers = {}) => send({ url, headers }),
    post: (url, fields = {}, headers = {}) =>
      send({
        ...{ method: 'POST', url, payload: new URLSearchParams(fields).toString() },
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      }),
  }
}

/** What a page says, without its tags. */
export const wordsOf = ({ body }: LightMyRequestResponse): string =>
  decoded(body.replaceAll(/<[^>]+>/g, ' ')).replaceAll(/\s+/g, ' ')

const decoded = (text: string): string =>
  text.replaceAll('&amp;', '&').replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))

/** Where the form on a page is sent to whose address begins like this. */
export function actionOf({ body }: LightMyRequestResponse, beginning: string): string {
  const action = [...body.matchAll(/<form[^>]* action="([^"]+)"/g)]
    .map(([, found = '']) => decoded(found))
    .find((found) => found.startsWith(beginning))
  if (action === undefined) throw new Error(`no form on this page is sent to ${beginning}`)
  return action
}
