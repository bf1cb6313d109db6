import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { httpProblems } from './http-problem.ts'

/** No form of ours has nearly as many fields, and each costs time before anybody is asked who they are. */
const mostFields = 2000

/** Reads what a form of a page sends, or whoever asks for a token. */
export const forms = fastifyPlugin((app: FastifyInstance, _options: object, done: () => void) => {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, parsed) => {
      const sent = new URLSearchParams(String(body))
      if (sent.size > mostFields) parsed(httpProblems.bodyTooLarge())
      else parsed(null, fieldsOf(sent))
    },
  )
  // The body of a page's form may be JSON as well.
  app.addHook('preValidation', async ({ body, routeOptions }) => {
    if (routeOptions.url?.startsWith('/api/') === false && countIn(body) > mostFields)
      throw httpProblems.bodyTooLarge()
  })
  done()
})

/** What each field says; a list where it was sent more than once, as boxes that are ticked are. */
function fieldsOf(sent: URLSearchParams): Record<string, string | readonly string[]> {
  const fields = Map.groupBy(sent, ([name]) => name)
  return Object.fromEntries(
    [...fields].map(([name, said]) => {
      const values = said.map(([, value]) => value)
      return [name, values.length > 1 ? values : (values[0] ?? '')]
    }),
  )
}

const countIn = (body: unknown): number =>
  typeof body === 'object' ? Object.values(body ?? {}).flat().length : 1
