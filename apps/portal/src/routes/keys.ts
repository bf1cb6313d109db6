import { DestroyContent, destroyContent } from '@rollcall/actions/destroy-content'
import { rotateKeys } from '@rollcall/actions/rotate-keys'
import { destructionReasons } from '@rollcall/domain/destruction'
import { DataRequestId, RoundId, SubmissionId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'

const body = z.object({ why: z.enum(destructionReasons) })
const Destroyed = z.object({
  submissions: z.number().describe('Versions that can be read no more'),
  requests: z.number().describe('Data requests they, or the words destroyed, belonged to'),
})

const places = [
  {
    url: '/submissions/:submissionId',
    what: 'one version',
    params: z.object({ submissionId: SubmissionId }),
  },
  {
    url: '/data-requests/:dataRequestId',
    what: 'a return, and all that was written about it',
    params: z.object({ dataRequestId: DataRequestId }),
  },
  { url: '/rounds/:roundId', what: 'a whole round', params: z.object({ roundId: RoundId }) },
] as const

export function keyRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['keys']

  for (const { url, what, params } of places)
    app.post(
      `${url}/content-destruction`,
      {
        schema: {
          tags,
          summary: `Destroys the keys of ${what}, so that nobody can ever read it again`,
          params,
          body,
          response: { 200: Destroyed },
        },
      },
      async (request) =>
        destroyContent(contextFor(request), DestroyContent.parse({ ...request.params, ...request.body })),
    )

  app.post(
    '/keys/rotation',
    {
      schema: {
        tags,
        summary: 'Wraps every key under the newest master key',
        response: {
          200: z.object({ masterKeyId: z.string(), dataKeys: z.number(), portalKeys: z.number() }),
        },
      },
    },
    async (request) => rotateKeys(contextFor(request)),
  )
}
