import { ChooseDigest, chooseDigest } from '@rollcall/actions/choose-digest'
import { transact } from '@rollcall/actions/context'
import { wantsDigest } from '@rollcall/database/digests'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'

/** The office's daily digest, as each person chooses it for themselves. */
export function digestRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['messages']

  app.get(
    '/me/digest',
    {
      schema: {
        tags,
        summary: 'Whether you get the daily digest of the office',
        response: { 200: ChooseDigest },
      },
    },
    async (request) => {
      const context = contextFor(request)
      const { viewer } = context
      mustBeAllowed(viewer, 'choose about the digest')
      return { isWanted: await transact(context, (trx) => wantsDigest(trx, viewer.personId)) }
    },
  )

  app.post(
    '/me/digest',
    {
      schema: {
        tags,
        summary: 'Lets you have the daily digest, or be without it',
        body: ChooseDigest,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await chooseDigest(contextFor(request), request.body)
      return reply.status(204).send(null)
    },
  )
}
