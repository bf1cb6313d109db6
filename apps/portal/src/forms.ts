import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'

/** Reads what a form of a page sends, or whoever asks for a token. */
export const forms = fastifyPlugin((app: FastifyInstance, _options: object, done: () => void) => {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, parsed) => parsed(null, fieldsOf(new URLSearchParams(String(body)))),
  )
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
