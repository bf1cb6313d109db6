import { collections } from '@rollcall/collections/collections'
import { CollectionShape } from '@rollcall/domain/collection-shape'
import { CollectionId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'

const { id, version, title, purpose, legalBasis, oneRowIs, asks } = CollectionShape.shape
const Summary = z.object({ id, version, title, purpose, legalBasis, oneRowIs, asks })

export function collectionRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/collections',
    {
      schema: {
        tags: ['collections'],
        summary: 'Every collection a round can be opened for',
        response: { 200: z.object({ items: z.array(Summary) }) },
      },
    },
    async (request) => {
      contextFor(request)
      return { items: [...collections] }
    },
  )

  const params = z.object({ collectionId: CollectionId })
  app.get(
    '/collections/:collectionId',
    {
      schema: {
        tags: ['collections'],
        summary: 'One collection, whole: its sheets, columns, code lists, rules and figures',
        params,
        response: { 200: CollectionShape },
      },
    },
    async (request) => {
      contextFor(request)
      const collection = collections.find(({ id }) => id === request.params.collectionId)
      if (!collection) throw problems.notFound({ what: 'collection' })
      return collection
    },
  )
}
