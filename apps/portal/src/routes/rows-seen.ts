import { transact } from '@rollcall/actions/context'
import { readRowsSeen } from '@rollcall/actions/read-rows-seen'
import { getOwnRequest } from '@rollcall/database/own-requests'
import { DataRequestId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inAuthority } from '../in-authority.ts'
import { PageNumber } from '../page-forms.ts'
import { rowsSeenPage } from '../pages/rows-seen-page.ts'
import { readerOf } from '../reader.ts'

const schema = {
  hide: true,
  params: z.object({ dataRequestId: DataRequestId }),
  querystring: z.object({ page: PageNumber }),
}

/** Who of the office has seen rows of an authority's return, for its own people. */
export function rowsSeenRoute(app: App, contextFor: ContextFor): void {
  app.get('/data-requests/:dataRequestId/rows-seen', { schema }, async (request) => {
    inAuthority(request)
    const { dataRequestId } = request.params
    const context = contextFor(request)
    return rowsSeenPage({
      request: await transact(context, (trx) => getOwnRequest(trx, dataRequestId)),
      seen: await readRowsSeen(context, dataRequestId),
      ...{ reader: readerOf(request), page: request.query.page },
    })
  })
}
