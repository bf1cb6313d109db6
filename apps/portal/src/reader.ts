import type { FastifyRequest } from 'fastify'
import type { Reader } from './pages/layout.ts'

/** Who a page is made for. */
export const readerOf = ({ asker }: Pick<FastifyRequest, 'asker'>): Reader => ({ person: asker?.person })
