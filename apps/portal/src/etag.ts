import { problems } from '@rollcall/domain/problems'
import type { FastifyRequest } from 'fastify'
import { httpProblems } from './http-problem.ts'

/** The ETag of something that counts its revisions. */
export const etagOf = (revision: number): string => `"${revision}"`

/** The revision that the asker read and now changes, by its If-Match. An action compares it with the one there is. */
export function revisionOf(request: FastifyRequest, what: string): number {
  const given = request.headers['if-match']
  if (given === undefined || given.trim() === '*') throw httpProblems.versionNeeded()
  const revision = /^"(\d{1,9})"$/.exec(given.trim())?.[1]
  if (revision === undefined) throw problems.stale({ what })
  return Number(revision)
}
