import { deleteView } from '@rollcall/actions/delete-view'
import { readViews } from '@rollcall/actions/read-views'
import { RenameView, renameView } from '@rollcall/actions/rename-view'
import { SaveView, saveView } from '@rollcall/actions/save-view'
import { SavedViewId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { shownBy } from '../board-view.ts'

const View = z.object({
  viewId: SavedViewId,
  ...{ name: z.string(), isShared: z.boolean(), madeBy: z.string() },
  shows: z
    .string()
    .describe('What follows the question mark in the address of a board: `state=signed&sort=-late`'),
})

/** What people of the office chose to see on a board, under names. */
export function viewRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['rounds']
  const params = z.object({ viewId: SavedViewId })

  app.get(
    '/views',
    {
      schema: {
        tags,
        summary: 'Views of a board that one has saved, and those the office shares',
        response: { 200: z.object({ items: z.array(View) }) },
      },
    },
    async (request) => ({
      items: (await readViews(contextFor(request))).map(({ id: viewId, madeByName: madeBy, ...view }) => ({
        ...view,
        ...{ viewId, madeBy },
      })),
    }),
  )

  app.post(
    '/views',
    {
      schema: {
        tags,
        summary: 'Saves a view of a board, for oneself or the whole office',
        body: SaveView,
        response: { 201: z.object({ viewId: SavedViewId }) },
      },
    },
    async (request, reply) => {
      const { shows, ...named } = request.body
      return reply.status(201).send(await saveView(contextFor(request), { ...named, shows: shownBy(shows) }))
    },
  )

  app.post(
    '/views/:viewId/change',
    {
      schema: {
        tags,
        summary: 'Renames a view, shares it or makes it one’s own again',
        params,
        body: RenameView.omit({ viewId: true }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await renameView(contextFor(request), { ...request.params, ...request.body })
      return reply.status(204).send(null)
    },
  )

  app.post(
    '/views/:viewId/removal',
    {
      schema: { tags, summary: 'Deletes a view', params, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await deleteView(contextFor(request), request.params)
      return reply.status(204).send(null)
    },
  )
}
