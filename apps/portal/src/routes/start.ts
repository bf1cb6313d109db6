import { transact } from '@rollcall/actions/context'
import { readBrokenAudit } from '@rollcall/actions/read-audit'
import { readWordingsToApprove } from '@rollcall/actions/read-wordings'
import { listOfficeRounds } from '@rollcall/database/office-rounds'
import { listOwnRequests } from '@rollcall/database/own-requests'
import { Problem } from '@rollcall/domain/problem'
import { isOffice } from '@rollcall/domain/viewer'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { PageNumber } from '../page-forms.ts'
import { requestsPage } from '../pages/requests-page.ts'
import { roundsPage } from '../pages/rounds-page.ts'
import { signedOutPage } from '../pages/signed-out-page.ts'
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
    if (isOffice(viewer)) {
      const rounds = await transact(context, listOfficeRounds)
      const wordings = await readWordingsToApprove(context)
      const broken = await readBrokenAudit(context)
      return roundsPage({ reader, rounds, page: query.page, broken, wordings })
    }
    const requests = await transact(context, listOwnRequests)
    return requestsPage({ reader, requests, role: viewer.role, today: context.today, page: query.page })
  })
}
