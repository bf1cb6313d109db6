import { transact } from '@rollcall/actions/context'
import { RegisterClient, registerClient } from '@rollcall/actions/register-client'
import { removeClient } from '@rollcall/actions/remove-client'
import { listClients } from '@rollcall/database/clients'
import { ClientId, MembershipId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { Paging, paged, pageOf, readCursor } from '../paging.ts'

const Client = z.object({
  clientId: ClientId,
  name: z.string(),
  publicJwk: z.record(z.string(), z.unknown()).describe('The public key its assertions are checked with'),
  membershipId: MembershipId.describe('Whom it acts as'),
  actsAs: z.string(),
  role: z.enum(['officer', 'signatory', 'analyst', 'approver']),
  authorityCode: z.string().nullable(),
  registeredAt: z.date(),
})

export function clientRoutes(app: App, contextFor: ContextFor): void {
  const tags = ["suppliers' systems"]

  app.get(
    '/clients',
    {
      schema: {
        tags,
        summary: "Suppliers' systems that act as people of your authority, or all for the office",
        querystring: Paging,
        response: { 200: pageOf(Client) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const after = readCursor(ClientId, cursor)
      const rows = await transact(contextFor(request), (trx) => listClients(trx, { limit: limit + 1, after }))
      return paged(rows, limit, ({ clientId }) => clientId)
    },
  )

  app.post(
    '/clients',
    {
      schema: {
        tags,
        summary: "Lets a supplier's system act as you, or as somebody you may speak for",
        body: RegisterClient,
        response: { 201: z.object({ clientId: ClientId }) },
      },
    },
    async (request, reply) => reply.status(201).send(await registerClient(contextFor(request), request.body)),
  )

  app.post(
    '/clients/:clientId/removal',
    {
      schema: {
        tags,
        summary: "Shuts a supplier's system out, at once",
        params: z.object({ clientId: ClientId }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await removeClient(contextFor(request), request.params)
      return reply.status(204).send(null)
    },
  )
}
