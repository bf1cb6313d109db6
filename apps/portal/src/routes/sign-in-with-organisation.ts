import { openJourney, sealJourney } from '@rollcall/actions/sign-in-journey'
import { signInWithOrganisation } from '@rollcall/actions/sign-in-with-organisation'
import { signInMinutes } from '@rollcall/domain/sign-in'
import type { FastifyReply } from 'fastify'
import type { App } from '../app.ts'
import { mustBeOurPage } from '../authentication.ts'
import { httpProblems } from '../http-problem.ts'
import { returnPath } from '../organisation-sign-in.ts'
import { ownPath } from '../own-path.ts'
import { FormBody, typedIn } from '../page-forms.ts'
import type { SignInDesk } from '../sign-in-desk.ts'
import { signInProblems } from '../sign-in-problems.ts'

const config = { open: true }

interface Going {
  readonly next: string
  readonly invitation?: string
}

/** Sends a browser to its organisation's service, with what it needs to come back. */
export async function sendToOrganisation(
  reply: FastifyReply,
  { cookies, organisation, systemContext }: SignInDesk,
  going: Going,
): Promise<FastifyReply> {
  if (organisation === undefined) throw httpProblems.noSuchAddress()
  const { address, secrets } = await organisation.begin()
  cookies.keepJourney(reply, await sealJourney(systemContext(), { ...secrets, ...going }, signInMinutes))
  return reply.redirect(address, 303)
}

export function signInWithOrganisationRoutes(app: App, desk: SignInDesk): void {
  const { portalUrl, cookies, organisation, systemContext, letIn } = desk

  app.post(
    '/sign-in/organisation',
    { config, schema: { hide: true, body: FormBody } },
    async (request, reply) => {
      mustBeOurPage(request, portalUrl)
      const next = ownPath(typedIn(request.body, 'next'), portalUrl)
      return await sendToOrganisation(reply, desk, { next })
    },
  )

  app.get(returnPath, { config, schema: { hide: true } }, async (request, reply) => {
    if (organisation === undefined) throw httpProblems.noSuchAddress()
    const kept = cookies.journey(request)
    const journey = kept === undefined ? undefined : await openJourney(systemContext(), kept)
    // Whatever comes of it, what was begun is over.
    cookies.forgetJourney(reply)
    const { next, invitation, ...secrets } = journey ?? notBegun()
    return await letIn(request, reply, next, async (browser) => {
      const identity = await organisation.finish(new URL(request.url, portalUrl), secrets)
      return await signInWithOrganisation(systemContext(), { identity, invitation, browser })
    })
  })
}

function notBegun(): never {
  throw signInProblems.journeyWrong()
}
