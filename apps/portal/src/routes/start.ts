import { type Context, transact } from '@rollcall/actions/context'
import { getPersonWithMemberships } from '@rollcall/database/askers'
import { listOwnRequests } from '@rollcall/database/own-requests'
import { listNewestRounds } from '@rollcall/database/start'
import { permissionsOf } from '@rollcall/domain/permissions'
import { Problem } from '@rollcall/domain/problem'
import { isOffice } from '@rollcall/domain/viewer'
import { z } from 'zod'
import type { App, Asker, ContextFor } from '../app.ts'
import { PageNumber } from '../page-forms.ts'
import type { Html } from '../pages/html.ts'
import type { Reader } from '../pages/layout.ts'
import { requestsPage } from '../pages/requests-page.ts'
import { signedOutPage } from '../pages/signed-out-page.ts'
import { startPage } from '../pages/start-page.ts'
import { readerOf } from '../reader.ts'

const querystring = z.object({ page: PageNumber })

export function startRoutes(app: App, contextFor: ContextFor): void {
  app.get('/', { config: { open: true }, schema: { hide: true, querystring } }, async (request) => {
    const { asker, query } = request
    const reader = readerOf(request)
    if (asker === undefined) {
      // Somebody who is signed in is not told otherwise because we could not look.
      if (request.refused && !(request.refused instanceof Problem)) throw request.refused
      return signedOutPage(reader)
    }
    const context = contextFor(request)
    const { viewer } = asker
    if (isOffice(viewer)) return await startOfOffice(context, reader, asker)
    const requests = await transact(context, listOwnRequests)
    return requestsPage({ reader, requests, role: viewer.role, today: context.today, page: query.page })
  })
}

async function startOfOffice(context: Context, reader: Reader, { viewer }: Asker): Promise<Html> {
  const { person, rounds } = await transact(context, async (trx) => ({
    ...(await getPersonWithMemberships(trx, viewer)),
    rounds: await listNewestRounds(trx),
  }))
  return startPage({ reader, name: person.name, role: viewer.role, may: permissionsOf(viewer), rounds })
}
