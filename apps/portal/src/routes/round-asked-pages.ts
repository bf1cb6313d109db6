import { readTemplateOfRound } from '@rollcall/actions/read-template'
import { RoundId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { readAskedOfRound } from '../asked.ts'
import { inOffice } from '../in-office.ts'
import { attempt, notAccepted, PageNumber } from '../page-forms.ts'
import { askedChecksPage, askedListsPage, askedSheetPage } from '../pages/asked-parts.ts'
import { placeOfRound, roundAskedFiguresPage, roundAskedPage } from '../pages/round-asked-page.ts'
import { readerOf } from '../reader.ts'
import { sendFile } from '../send-file.ts'

const params = z.object({ roundId: RoundId })
const querystring = z.object({ page: PageNumber })

/** What exactly a round asks, as its authorities will read it, and the template they will get: in a draft too. */
export function roundAskedPageRoutes(app: App, contextFor: ContextFor): void {
  const schema = { hide: true, params, querystring }

  app.get('/rounds/:roundId/asked', { schema: { hide: true, params } }, async (request) => {
    inOffice(request)
    const asked = await readAskedOfRound(contextFor(request), request.params.roundId)
    return roundAskedPage({ ...asked, reader: readerOf(request) })
  })

  app.get(
    '/rounds/:roundId/asked/sheets/:sheet',
    { schema: { ...schema, params: params.extend({ sheet: z.string().max(100) }) } },
    async (request) => {
      inOffice(request)
      const { roundId, sheet: id } = request.params
      const asked = await readAskedOfRound(contextFor(request), roundId)
      const sheet = asked.compiled.sheets.find((one) => one.id === id)
      if (!sheet) throw problems.notFound({ what: 'sheet' })
      const { page } = request.query
      return askedSheetPage({
        ...asked,
        ...{ sheet, page, place: placeOfRound(asked.round), reader: readerOf(request) },
      })
    },
  )

  app.get('/rounds/:roundId/asked/lists', { schema }, async (request) => {
    inOffice(request)
    const asked = await readAskedOfRound(contextFor(request), request.params.roundId)
    const { page } = request.query
    return askedListsPage({ ...asked, page, place: placeOfRound(asked.round), reader: readerOf(request) })
  })

  app.get('/rounds/:roundId/asked/checks', { schema }, async (request) => {
    inOffice(request)
    const asked = await readAskedOfRound(contextFor(request), request.params.roundId)
    const { page } = request.query
    return askedChecksPage({ ...asked, page, place: placeOfRound(asked.round), reader: readerOf(request) })
  })

  app.get('/rounds/:roundId/asked/figures', { schema }, async (request) => {
    inOffice(request)
    const asked = await readAskedOfRound(contextFor(request), request.params.roundId)
    return roundAskedFiguresPage({ ...asked, page: request.query.page, reader: readerOf(request) })
  })

  app.get(
    '/rounds/:roundId/template',
    {
      config: { givesFile: true },
      schema: {
        hide: true,
        params,
        querystring: z.object({ authority: z.string().max(200).optional().catch('') }),
      },
    },
    async (request, reply) => {
      inOffice(request)
      const context = contextFor(request)
      const { roundId } = request.params
      const { authority } = request.query
      const made = await attempt(() => readTemplateOfRound(context, { roundId, authority }), 'authority')
      if (made.ok) return sendFile(reply, made.value.bytes, made.value.fileName)
      const asked = await readAskedOfRound(context, roundId)
      const { mistakes } = made
      return notAccepted(reply, roundAskedPage({ ...asked, reader: readerOf(request), authority, mistakes }))
    },
  )
}
