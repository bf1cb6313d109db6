import { getPersonWithMemberships } from '@rollcall/database/askers'
import { isSeen } from '@rollcall/database/seen'
import { asViewer } from '@rollcall/database/transaction'
import { Problem } from '@rollcall/domain/problem'
import { viewerOf } from '@rollcall/domain/viewer'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Services } from './app.ts'
import type { Html } from './pages/html.ts'
import { elsewherePage } from './pages/memberships-page.ts'
import { readerOf } from './reader.ts'

const id = z.uuid().optional()
const NamedIds = z.object({ dataRequestId: id, submissionId: id, dataQueryId: id, membershipId: id })

/**
 * What somebody is shown instead of ‘not found’ who acts for one authority and opened a page of another that they may act for too: the way
 * there. Nobody else learns that there is anything.
 */
export async function elsewhere(
  error: Error,
  request: FastifyRequest,
  db: Services['db'],
): Promise<Html | undefined> {
  const { asker, routeOptions, method } = request
  const isMissing = error instanceof Problem && error.code === 'NOT_FOUND'
  if (!isMissing || !asker?.person?.hasOthers || routeOptions.url?.startsWith('/api/') !== false)
    return undefined
  const { viewer, membershipId } = asker
  const ids = NamedIds.catch({}).parse(request.params)
  // What they see already is missing for another reason, which acting for another does not change.
  if (await asViewer(db, viewer, (trx) => isSeen(trx, ids))) return undefined
  const { memberships } = await asViewer(db, viewer, (trx) => getPersonWithMemberships(trx, viewer))
  for (const membership of memberships.filter(({ id }) => id !== membershipId)) {
    const other = viewerOf({ ...membership, personId: viewer.personId })
    if (await asViewer(db, other, (trx) => isSeen(trx, ids)))
      return elsewherePage({
        reader: readerOf(request),
        membership,
        next: method === 'GET' ? request.url : '/',
      })
  }
  return undefined
}
