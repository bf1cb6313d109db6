import { z } from 'zod'
import type { ApiDocument } from '../api-document.ts'
import type { App } from '../app.ts'
import { httpProblems } from '../http-problem.ts'
import { apiPage, apiPartPage } from '../pages/api-page.ts'
import { readerOf } from '../reader.ts'

const config = { open: true } as const
const schema = { hide: true } as const

/** What the API is, for programs and for people. */
export function apiDescriptionRoutes(app: App): void {
  const document = () => app.swagger() as unknown as ApiDocument
  app.get('/api/openapi.json', { config, schema }, async () => document())
  app.get('/api', { config, schema }, async (request) => apiPage(document(), readerOf(request)))

  const params = z.object({ part: z.string().max(100) })
  app.get('/help/api/:part', { config, schema: { ...schema, params } }, async (request) => {
    const page = apiPartPage(document(), request.params.part, readerOf(request))
    if (page === undefined) throw httpProblems.noSuchAddress()
    return page
  })
}
