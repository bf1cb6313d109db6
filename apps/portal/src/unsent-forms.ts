import { getPersonWithMemberships } from '@rollcall/database/askers'
import { asViewer } from '@rollcall/database/transaction'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Asker, Services } from './app.ts'
import { isFromOurPage } from './authentication.ts'
import { FormBody } from './page-forms.ts'
import { type FormOwner, unsentPage } from './pages/unsent-page.ts'
import { readerOf } from './reader.ts'

/** Nobody types more than this into one form. */
const mostBytes = 300_000

type WhyUnsent = 'signed out' | 'acting for another'

/**
 * Why a form of ours is not done, but given back to whoever sent it: their session has ended since they opened it, or they have begun to act
 * for another authority.
 */
export function whyUnsent(request: FastifyRequest, portalUrl: string): WhyUnsent | undefined {
  if (!isForm(request) || !isFromOurPage(request, portalUrl)) return undefined
  const { asker, refused } = request
  if (asker === undefined) return refused === undefined && isSmall(request) ? 'signed out' : undefined
  const filledInFor = ownerIn(request)
  return filledInFor === undefined || filledInFor === asker.membershipId ? undefined : 'acting for another'
}

const isForm = (request: FastifyRequest): boolean =>
  request.method === 'POST' &&
  request.routeOptions.url?.startsWith('/api/') === false &&
  /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(
    request.headers['content-type'] ?? '',
  )

/** Its body has not been read, so that nothing else knows yet. */
export const hasFile = ({ headers }: FastifyRequest): boolean =>
  /^multipart\/form-data\b/i.test(headers['content-type'] ?? '')

// Of a file nothing is read here.
const isSmall = (request: FastifyRequest): boolean =>
  hasFile(request) || Number(request.headers['content-length'] ?? Infinity) <= mostBytes

/** The membership that `bindForms` told the form of. */
function ownerIn({ query }: FastifyRequest): string | undefined {
  const { as } = query as { readonly as?: unknown }
  return typeof as === 'string' ? as : undefined
}

/** Gives back what was typed. Nothing of it is kept. */
export async function answerUnsent(
  request: FastifyRequest,
  reply: FastifyReply,
  db: Services['db'],
): Promise<FastifyReply> {
  const { asker } = request
  const fields = FormBody.safeParse(request.body)
  const page = unsentPage({
    reader: readerOf(request),
    action: request.url,
    fields: fields.success ? fields.data : {},
    hadFile: hasFile(request),
    ...(asker && { owner: await ownerOf(request, asker, db) }),
  })
  return await reply.status(asker ? 409 : 401).send(page)
}

/** Which of the person's own memberships the form was filled in for; that of anybody else is nothing to them. */
async function ownerOf(request: FastifyRequest, { viewer }: Asker, db: Services['db']): Promise<FormOwner> {
  const { memberships } = await asViewer(db, viewer, (trx) => getPersonWithMemberships(trx, viewer))
  return memberships.find(({ id }) => id === ownerIn(request)) ?? 'somebody else'
}
