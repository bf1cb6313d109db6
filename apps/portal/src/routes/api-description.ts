import type { ApiDocument } from '../api-document.ts'
import type { App } from '../app.ts'
import { apiPage } from '../pages/api-page.ts'

const config = { open: true } as const
const schema = { hide: true } as const

/** What the API is, for programs and for people. */
export function apiDescriptionRoutes(app: App): void {
  const document = () => app.swagger() as unknown as ApiDocument
  app.get('/api/openapi.json', { config, schema }, async () => document())
  app.get('/api', { config, schema }, async () => apiPage(document()))
}
