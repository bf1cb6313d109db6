import { AskToSignIn, askToSignIn } from '@rollcall/actions/ask-to-sign-in'
import { FinishByCode, finishByCode, finishByLink } from '@rollcall/actions/finish-sign-in'
import { readSignInLink } from '@rollcall/actions/read-sign-in-link'
import { signInProblems } from '@rollcall/domain/sign-in'
import { z } from 'zod'
import type { App } from '../app.ts'
import { mustBeOurPage } from '../authentication.ts'
import { formsMayLeadAway } from '../forms-may-lead-away.ts'
import { ownPath } from '../own-path.ts'
import { attempt, FormBody, notAccepted, readForm, typedIn } from '../page-forms.ts'
import { signInCodePage } from '../pages/sign-in-code-page.ts'
import { mailedLinkPage, otherBrowserPage } from '../pages/sign-in-link-pages.ts'
import { signInPage } from '../pages/sign-in-page.ts'
import { readerOf } from '../reader.ts'
import type { SignInDesk } from '../sign-in-desk.ts'

const params = z.object({ linkToken: z.string().min(1).max(200) })
// Where somebody was going is no reason to let nobody in: what cannot be read is the start page.
const querystring = z.object({ next: z.string().optional().catch(undefined) })
const config = { open: true }

export function signInByMailRoutes(
  app: App,
  { portalUrl, cookies, organisation, systemContext, letIn, sendAfter }: SignInDesk,
): void {
  const hasOrganisation = organisation !== undefined

  app.get('/sign-in', { config, schema: { hide: true, querystring } }, async (request, reply) => {
    // Whoever asks for another code goes where they were going.
    const next = request.query.next ?? cookies.asked(request)?.next
    const to = ownPath(next, portalUrl)
    if (request.asker) return reply.redirect(to, 303)
    formsMayLeadAway(reply, organisation)
    return signInPage({ reader: readerOf(request), next: to, hasOrganisation })
  })

  app.post('/sign-in', { config, schema: { hide: true, body: FormBody } }, async (request, reply) => {
    mustBeOurPage(request, portalUrl)
    const next = ownPath(typedIn(request.body, 'next'), portalUrl)
    const typed = readForm(AskToSignIn, request.body)
    const asking = { ip: request.ip, portalUrl }
    const asked = typed.ok
      ? await attempt(() => askToSignIn(systemContext(), asking, typed.input), 'email')
      : typed
    if (!asked.ok) {
      formsMayLeadAway(reply, organisation)
      const email = typedIn(request.body, 'email')
      const { mistakes } = asked
      return notAccepted(
        reply,
        signInPage({ reader: readerOf(request), next, hasOrganisation, email, mistakes }),
      )
    }
    const { browserToken, mail } = asked.value
    sendAfter(reply, mail)
    cookies.keepAsked(reply, browserToken, next)
    return reply.redirect('/sign-in/code', 303)
  })

  app.get('/sign-in/code', { config, schema: { hide: true } }, async (request, reply) => {
    if (cookies.asked(request) === undefined) return reply.redirect('/sign-in', 303)
    return signInCodePage({ reader: readerOf(request) })
  })

  app.post('/sign-in/code', { config, schema: { hide: true, body: FormBody } }, async (request, reply) => {
    mustBeOurPage(request, portalUrl)
    const { browserToken, next } = cookies.asked(request) ?? nothingAsked()
    const typed = readForm(FinishByCode.pick({ code: true }), request.body)
    const done = typed.ok
      ? await attempt(
          () =>
            letIn(request, reply, next, (browser) =>
              finishByCode(systemContext(), { browserToken, ...typed.input, browser }),
            ),
          'code',
        )
      : typed
    if (done.ok) return done.value
    const { mistakes } = done
    const code = typedIn(request.body, 'code')
    return notAccepted(reply, signInCodePage({ reader: readerOf(request), code, mistakes }))
  })

  // Looking at a link changes nothing: mail programs open links before people do.
  app.get('/sign-in/link/:linkToken', { config, schema: { hide: true, params } }, async (request) => {
    const { linkToken } = request.params
    const browserToken = cookies.asked(request)?.browserToken
    const state = await readSignInLink(systemContext(), { linkToken, browserToken })
    if (state === 'spent') throw signInProblems.signInSpent()
    return (state === 'ready' ? mailedLinkPage : otherBrowserPage)(readerOf(request))
  })

  app.post('/sign-in/link/:linkToken', { config, schema: { hide: true, params } }, async (request, reply) => {
    const { linkToken } = request.params
    const { browserToken, next } = cookies.asked(request) ?? { browserToken: 'none', next: '/' }
    return await letIn(request, reply, next, (browser) =>
      finishByLink(systemContext(), { browserToken, linkToken, browser }),
    )
  })
}

function nothingAsked(): never {
  throw signInProblems.signInSpent()
}
