import type { FastifyReply } from 'fastify'
import type { OrganisationSignIn } from './organisation-sign-in.ts'

/**
 * Lets the forms of one page lead to the sign-in service of an organisation: browsers hold what a form is redirected to against the policy
 * of its page. Such a service sends people on to others, so every address with TLS is allowed there, and nothing else is.
 */
export function formsMayLeadAway(reply: FastifyReply, organisation: OrganisationSignIn | undefined): void {
  if (organisation === undefined) return
  const policy = String(reply.getHeader('content-security-policy'))
  const { origin, protocol } = new URL(organisation.issuer)
  const allowed = protocol === 'https:' ? 'https:' : origin
  reply.header(
    'content-security-policy',
    policy.replace("form-action 'self'", `form-action 'self' ${allowed}`),
  )
}
