import { z } from 'zod'
import type { App } from '../app.ts'
import { ofProblems } from '../help/of-problems.ts'
import { ofRequests } from '../help/of-requests.ts'
import { httpProblems } from '../http-problem.ts'
import { helpContentsPage, helpPage } from '../pages/help-pages.ts'
import { readerOf } from '../reader.ts'

const entries = Object.entries({ ...ofProblems, ...ofRequests })
  .map(([code, help]) => ({ code, name: code.toLowerCase().replaceAll('_', '-'), ...help }))
  .sort((one, other) => one.code.localeCompare(other.code))

/** Where the `type` of every problem leads. */
export function helpRoutes(app: App): void {
  const config = { open: true }
  app.get('/help/problems', { config, schema: { hide: true } }, async (request) =>
    helpContentsPage(entries, readerOf(request)),
  )

  const params = z.object({ problem: z.string().max(100) })
  app.get('/help/problems/:problem', { config, schema: { hide: true, params } }, async (request) => {
    const entry = entries.find(({ name }) => name === request.params.problem)
    if (!entry) throw httpProblems.noSuchAddress()
    return helpPage(entry, readerOf(request))
  })
}
