import { rotateSigningKey } from '@rollcall/actions/rotate-signing-key'
import { publishedKeys } from '@rollcall/actions/signing-keys'
import { z } from 'zod'
import type { App, ContextFor, Services } from '../app.ts'

const PublicKey = z.object({
  kid: z.string(),
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
})

/** At a well-known address, where whatever checks a token looks. */
export function publishedKeyRoutes(app: App, { db, clock }: Services): void {
  app.get(
    '/.well-known/jwks.json',
    {
      config: { open: true },
      schema: {
        tags: ['signing in'],
        summary: 'The public keys that access tokens are signed with',
        response: { 200: z.object({ keys: z.array(PublicKey) }) },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=60')
      const keys = await publishedKeys({ db, now: clock.now() })
      return { keys: keys.map((key) => PublicKey.parse(key)) }
    },
  )
}

export function signingKeyRoutes(app: App, contextFor: ContextFor): void {
  app.post(
    '/keys/signing-rotation',
    {
      schema: {
        tags: ['keys'],
        summary: 'Sign access tokens with a new key from now on',
        response: { 201: z.object({ kid: z.string() }) },
      },
    },
    async (request, reply) => reply.status(201).send(await rotateSigningKey(contextFor(request))),
  )
}
