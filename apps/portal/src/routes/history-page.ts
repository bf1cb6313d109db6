import { transact } from '@rollcall/actions/context'
import { readDateChanges } from '@rollcall/actions/read-date-changes'
import { readDecisions } from '@rollcall/actions/read-decisions'
import { readExtensions } from '@rollcall/actions/read-extensions'
import { readHistory } from '@rollcall/actions/read-history'
import { getOwnRequest } from '@rollcall/database/own-requests'
import { DataRequestId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inAuthority } from '../in-authority.ts'
import { PageNumber } from '../page-forms.ts'
import { historyPage } from '../pages/history-page.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ dataRequestId: DataRequestId })
const querystring = z.object({ page: PageNumber })

/** All that was done about a return. */
export function historyPageRoute(app: App, contextFor: ContextFor): void {
  const schema = { hide: true, params, querystring }

  app.get('/data-requests/:dataRequestId/history', { schema }, async (request) => {
    inAuthority(request)
    const { dataRequestId } = request.params
    const context = contextFor(request)
    const own = await transact(context, (trx) => getOwnRequest(trx, dataRequestId))
    return historyPage({
      request: own,
      changes: await readDateChanges(context, own.roundId),
      events: await readHistory(context, dataRequestId),
      decisions: await readDecisions(context, dataRequestId),
      extensions: await readExtensions(context, dataRequestId),
      ...{ reader: readerOf(request), page: request.query.page },
    })
  })
}
