import { problems } from '@rollcall/domain/problems'
import type { AuthorityViewer } from '@rollcall/domain/viewer'
import type { FastifyRequest } from 'fastify'
import { askerOf } from './app.ts'

/** Who asks, on a page that is for people of an authority alone: to the office there is no such page. */
export function inAuthority(request: FastifyRequest): AuthorityViewer {
  const { viewer } = askerOf(request)
  if (viewer.role === 'officer' || viewer.role === 'signatory') return viewer
  throw problems.notFound({ what: 'page' })
}
