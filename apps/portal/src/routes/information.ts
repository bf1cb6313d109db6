import type { App } from '../app.ts'
import { accessibilityPage, cookiesPage, generalHelpPage } from '../pages/information-pages.ts'
import { readerOf } from '../reader.ts'

const config = { open: true }
const schema = { hide: true }

/** Pages that are the same for everybody. */
export function informationRoutes(app: App): void {
  app.get('/help', { config, schema }, async (request) => generalHelpPage(readerOf(request)))
  app.get('/accessibility', { config, schema }, async (request) => accessibilityPage(readerOf(request)))
  app.get('/cookies', { config, schema }, async (request) => cookiesPage(readerOf(request)))
}
