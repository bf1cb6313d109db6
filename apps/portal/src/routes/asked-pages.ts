import { transact } from '@rollcall/actions/context'
import { readDateChanges } from '@rollcall/actions/read-date-changes'
import { readRelaxed } from '@rollcall/actions/read-relaxed'
import { listAnswers } from '@rollcall/database/questions'
import { DataRequestId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { readAsked } from '../asked.ts'
import { inAuthority } from '../in-authority.ts'
import { PageNumber } from '../page-forms.ts'
import { askedPage, placeOfRequest } from '../pages/asked-page.ts'
import { askedChecksPage, askedListsPage, askedSheetPage } from '../pages/asked-parts.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ dataRequestId: DataRequestId })
const querystring = z.object({ page: PageNumber })

/** What a request asks, whole: the collection in words, as its round was frozen. */
export function askedPageRoutes(app: App, contextFor: ContextFor): void {
  const schema = { hide: true, params, querystring }

  app.get('/data-requests/:dataRequestId/asked', { schema }, async (request) => {
    inAuthority(request)
    const context = contextFor(request)
    const asked = await readAsked(context, request.params.dataRequestId)
    const answers = await transact(context, (trx) => listAnswers(trx, asked.request.roundId))
    const changes = await readDateChanges(context, asked.request.roundId)
    return askedPage({ ...asked, answers, changes, reader: readerOf(request), today: context.today })
  })

  app.get(
    '/data-requests/:dataRequestId/asked/sheets/:sheet',
    { schema: { ...schema, params: params.extend({ sheet: z.string().max(100) }) } },
    async (request) => {
      inAuthority(request)
      const { dataRequestId, sheet: id } = request.params
      const asked = await readAsked(contextFor(request), dataRequestId)
      const sheet = asked.compiled.sheets.find((one) => one.id === id)
      if (!sheet) throw problems.notFound({ what: 'sheet' })
      return askedSheetPage({
        ...asked,
        sheet,
        place: placeOfRequest(asked),
        reader: readerOf(request),
        page: request.query.page,
      })
    },
  )

  app.get('/data-requests/:dataRequestId/asked/lists', { schema }, async (request) => {
    inAuthority(request)
    const asked = await readAsked(contextFor(request), request.params.dataRequestId)
    return askedListsPage({
      ...asked,
      place: placeOfRequest(asked),
      reader: readerOf(request),
      page: request.query.page,
    })
  })

  app.get('/data-requests/:dataRequestId/asked/checks', { schema }, async (request) => {
    inAuthority(request)
    const context = contextFor(request)
    const { dataRequestId } = request.params
    const asked = await readAsked(context, dataRequestId)
    return askedChecksPage({
      relaxed: await readRelaxed(context, dataRequestId),
      ...asked,
      place: placeOfRequest(asked),
      reader: readerOf(request),
      page: request.query.page,
    })
  })
}
