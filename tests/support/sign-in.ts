import { sendMessages } from '@rollcall/actions/send-messages'
import type { Db } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import type { PersonId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import type { Mail } from '@rollcall/platform/mail'
import type { App } from '@rollcall/portal/app'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { contextOf } from './builders.ts'
import { mailerInto } from './mailers.ts'
import { portalUrl } from './portal.ts'

/** The address that somebody can be written to at. */
export const emailOf = async (db: Db, { personId }: { readonly personId: PersonId }): Promise<string> => {
  const { email } = await asViewer(db, system, (trx) =>
    trx.selectFrom('people').select('email').where('id', '=', personId).executeTakeFirstOrThrow(),
  )
  return email
}

/** The letter of the invitation that was made last, as the worker sends it. */
export async function newestInvitation(db: Db, portalUrl: string): Promise<Mail> {
  const { id, sendAfter } = await asViewer(db, system, (trx) =>
    trx
      .selectFrom('messages')
      .select(['id', 'sendAfter'])
      .where('kind', '=', 'invitation')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow(),
  )
  const mails: Mail[] = []
  const mailer = mailerInto(mails)
  // Whoever opens the link does so today, though it was asked for at a time of the test's own.
  const now = new Date(Math.max(sendAfter.getTime(), Date.now()))
  await sendMessages({ ...contextOf(db, system, { now }), mailer, portalUrl, mailPerMinute: 10_000 })
  const mail = mails.find(({ reference }) => reference === id)
  if (!mail) throw new Error('the newest invitation was sent before')
  return mail
}

/** A browser as far as signing in goes: it keeps cookies, and says where a form was sent from. */
export interface TestBrowser {
  readonly cookies: Map<string, string>
  get(url: string): Promise<LightMyRequestResponse>
  head(url: string): Promise<LightMyRequestResponse>
  post(
    url: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<LightMyRequestResponse>
  /** Another with the same cookies. */
  copy(): TestBrowser
}

export function aBrowser(
  app: App,
  { remoteAddress = '192.0.2.1', cookies = new Map<string, string>() } = {},
): TestBrowser {
  const ask = async (request: InjectOptions): Promise<LightMyRequestResponse> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.inject({
      ...request,
      remoteAddress,
      headers: { ...request.headers, ...(cookie !== '' && { cookie }) },
    })
    for (const { name, value } of answer.cookies) {
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  return {
    cookies,
    get: (url) => ask({ method: 'GET', url }),
    head: (url) => ask({ method: 'HEAD', url }),
    post: (url, fields, headers = { origin: portalUrl }) =>
      ask({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(fields).toString(),
      }),
    copy: () => aBrowser(app, { remoteAddress, cookies: new Map(cookies) }),
  }
}
