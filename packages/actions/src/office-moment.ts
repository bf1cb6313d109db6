import { messageKind } from '@rollcall/domain/message-kinds'
import { nextOfficeTime } from '@rollcall/domain/office-hours'
import { londonMoment } from '@rollcall/platform/clock'
import { londonTime } from './london-time.ts'

/** This moment, where it is within office hours; otherwise when they next begin. */
export function nextOfficeMoment(now: Date): Date {
  const at = londonTime(now)
  const next = nextOfficeTime(at)
  return next === at ? now : londonMoment(next)
}

/** From when a message of a kind that is made now may go out. */
export const momentFor = (kind: string, now: Date): Date =>
  messageKind(kind).timing === 'at once' ? now : nextOfficeMoment(now)
