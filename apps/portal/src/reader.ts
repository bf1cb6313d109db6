import type { FastifyRequest } from 'fastify'
import type { Reader } from './pages/layout.ts'

/** Who a page is made for. */
export const readerOf = ({ asker }: Pick<FastifyRequest, 'asker'>): Reader => ({ person: asker?.person })

/** The same for a page that may ask us nothing: it cannot find out how long a session lasts, so it does not warn of its end. */
export function readerWithoutEnd(request: Pick<FastifyRequest, 'asker'>): Reader {
  const { person } = readerOf(request)
  if (person === undefined) return {}
  const { signedInUntil: _, ...shown } = person
  return { person: shown }
}
