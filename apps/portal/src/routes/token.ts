import { z } from 'zod'
import { issueAccessToken } from '../access-tokens.ts'
import type { App, Services } from '../app.ts'
import { AssertionRefused, clientOfAssertion } from '../client-assertions.ts'

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

const body = z.object({
  grant_type: z.literal('client_credentials'),
  client_assertion_type: z.literal(jwtBearer),
  client_assertion: z.string().min(1).max(8000).describe('A JWT signed with ES256: RFC 7523 section 3'),
})

const Token = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int().describe('Seconds'),
})
// RFC 6749 section 5.2, which whatever asks for tokens already knows how to read.
const TokenRefused = z.object({
  error: z.enum(['invalid_request', 'invalid_client', 'unsupported_grant_type']),
  error_description: z.string(),
})

export function tokenRoutes(app: App, services: Services): void {
  app.post(
    '/token',
    {
      config: { open: true },
      attachValidation: true,
      bodyLimit: 20_000,
      schema: {
        tags: ['signing in'],
        summary: "Give a supplier's system an access token for its signed assertion",
        consumes: ['application/x-www-form-urlencoded'],
        body,
        response: { 200: Token, 400: TokenRefused, 401: TokenRefused },
      },
    },
    async (request, reply) => {
      if (request.validationError) {
        const asked = request.body as { readonly grant_type?: unknown } | undefined
        const isOther = asked?.grant_type !== undefined && asked.grant_type !== 'client_credentials'
        return reply.status(400).send({
          error: isOther ? 'unsupported_grant_type' : 'invalid_request',
          error_description: `Send a form with grant_type=client_credentials, client_assertion_type=${jwtBearer} and client_assertion.`,
        })
      }
      try {
        const client = await clientOfAssertion(services, request.body.client_assertion)
        const { token, expiresIn } = await issueAccessToken(services, client)
        return { access_token: token, token_type: 'Bearer' as const, expires_in: expiresIn }
      } catch (error) {
        if (!(error instanceof AssertionRefused)) throw error
        request.log.info({ code: 'invalid_client' }, 'refused')
        await request.countGuess()
        return reply.status(401).send({ error: 'invalid_client', error_description: error.message })
      }
    },
  )
}
