import type { App } from '../app.ts'
import { stylesheet } from '../stylesheet.ts'

export function assetRoutes(app: App): void {
  app.get(stylesheet.path, { config: { open: true }, schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('text/css; charset=utf-8')
      .send(stylesheet.text),
  )
}
