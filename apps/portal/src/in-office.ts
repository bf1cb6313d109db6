import { problems } from '@rollcall/domain/problems'
import type { OfficeViewer } from '@rollcall/domain/viewer'
import type { FastifyRequest } from 'fastify'
import { askerOf } from './app.ts'

/** Who asks, on a page that is for the office alone: to people of an authority there is no such page. */
export function inOffice(request: FastifyRequest): OfficeViewer {
  const { viewer } = askerOf(request)
  if (viewer.role === 'analyst' || viewer.role === 'approver') return viewer
  throw problems.notFound({ what: 'page' })
}
