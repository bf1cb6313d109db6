import { type Context, transact } from '@rollcall/actions/context'
import { deleteView } from '@rollcall/actions/delete-view'
import { readView, readViews } from '@rollcall/actions/read-views'
import { renameView } from '@rollcall/actions/rename-view'
import { SaveView, saveView } from '@rollcall/actions/save-view'
import { getRound } from '@rollcall/database/rounds'
import { RoundId, SavedViewId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { BoardQuery, boardViewOf, shownBy, shownIn } from '../board-view.ts'
import { inOffice } from '../in-office.ts'
import { attempt, DoneQuery, FormBody, notAccepted, PageQuery, readForm, typedIn } from '../page-forms.ts'
import { doneWords } from '../pages/done.ts'
import { saveViewPage, viewPage, viewsPage } from '../pages/views-pages.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ roundId: RoundId })
const ofView = params.extend({ viewId: SavedViewId })
const Named = SaveView.pick({ name: true, isShared: true })

/** Views of a board that were saved: to save one, rename, share and delete it. */
export function viewPageRoutes(app: App, contextFor: ContextFor): void {
  const path = '/rounds/:roundId/board/views'
  savingRoutes(app, contextFor, path)

  app.get(path, { schema: { hide: true, params, querystring: DoneQuery } }, async (request) => {
    inOffice(request)
    const context = contextFor(request)
    const round = await roundOf(context, request.params.roundId)
    const views = await readViews(context)
    return viewsPage({ reader: readerOf(request), round, views, done: doneWords(request.query.done) })
  })

  app.get(`${path}/:viewId`, { schema: { hide: true, params: ofView } }, async (request) => {
    inOffice(request)
    const context = contextFor(request)
    const { roundId, viewId } = request.params
    const round = await roundOf(context, roundId)
    return viewPage({ reader: readerOf(request), round, view: await readView(context, viewId) })
  })

  const body = { querystring: PageQuery, body: FormBody }
  app.post(`${path}/:viewId`, { schema: { hide: true, params: ofView, ...body } }, async (request, reply) => {
    inOffice(request)
    const context = contextFor(request)
    const { roundId, viewId } = request.params
    const typed = typedName(request.body)
    const read = readForm(Named, typed)
    const renamed = read.ok
      ? await attempt(() => renameView(context, { viewId, ...read.input }), 'name')
      : read
    if (renamed.ok) return reply.redirect(`/rounds/${roundId}/board/views?done=view-changed`, 303)
    const round = await roundOf(context, roundId)
    const view = await readView(context, viewId)
    const page = viewPage({
      ...{ reader: readerOf(request), round, view, typed },
      mistakes: renamed.mistakes,
    })
    return notAccepted(reply, page)
  })

  app.post(
    `${path}/:viewId/delete`,
    { schema: { hide: true, params: ofView, ...body } },
    async (request, reply) => {
      inOffice(request)
      const { roundId, viewId } = request.params
      await roundOf(contextFor(request), roundId)
      await deleteView(contextFor(request), { viewId })
      return reply.redirect(`/rounds/${roundId}/board/views?done=view-deleted`, 303)
    },
  )
}

function savingRoutes(app: App, contextFor: ContextFor, path: string): void {
  app.get(`${path}/new`, { schema: { hide: true, params, querystring: BoardQuery } }, async (request) => {
    inOffice(request)
    const round = await roundOf(contextFor(request), request.params.roundId)
    return saveViewPage({ reader: readerOf(request), round, shows: shownIn(boardViewOf(request.query)) })
  })

  app.post(
    `${path}/new`,
    { schema: { hide: true, params, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      inOffice(request)
      const context = contextFor(request)
      const { roundId } = request.params
      const round = await roundOf(context, roundId)
      const shows = shownBy(typedIn(request.body, 'shows') ?? '')
      const typed = typedName(request.body)
      const read = readForm(Named, typed)
      const saved = read.ok ? await attempt(() => saveView(context, { shows, ...read.input }), 'name') : read
      if (saved.ok) return reply.redirect(`/rounds/${roundId}/board/views?done=view-saved`, 303)
      const page = saveViewPage({
        ...{ reader: readerOf(request), round, shows, typed, mistakes: saved.mistakes },
      })
      return notAccepted(reply, page)
    },
  )
}

const typedName = (body: FormBody) => ({
  name: typedIn(body, 'name') ?? '',
  isShared: typedIn(body, 'shared') === 'yes',
})

const roundOf = (context: Context, roundId: RoundId) => transact(context, (trx) => getRound(trx, roundId))
