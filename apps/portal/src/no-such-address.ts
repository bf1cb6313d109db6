import type { FastifyRequest } from 'fastify'
import { httpProblems } from './http-problem.ts'
import { routesOf } from './route-list.ts'

/** Says that there is nothing here, or which methods there are. */
export async function noSuchAddress(request: FastifyRequest): Promise<never> {
  const [path = ''] = request.url.split('?')
  const allowed = routesOf(request.server).flatMap(({ method, url }) => (matches(url, path) ? method : []))
  throw allowed.length > 0 ? httpProblems.methodNotAllowed({ allowed }) : httpProblems.noSuchAddress()
}

/** Whether `/api/v1/rounds/:roundId` is the pattern of this path. */
function matches(url: string, path: string): boolean {
  const wanted = url.split('/')
  const given = path.replace(/\/$/, '').split('/')
  return (
    wanted.length === given.length && wanted.every((part, at) => part.startsWith(':') || part === given[at])
  )
}
