import { type CalendarDate, inWords, later } from './calendar-date.ts'
import type { DataRequest } from './data-request.ts'
import { Problem } from './problem.ts'
import type { RequestState } from './request-life.ts'

/** The day a return is due: the round's date, or the latest extension granted. */
export const dueDate = (
  roundDueOn: CalendarDate,
  extensions: readonly { readonly until: CalendarDate | null }[],
): CalendarDate =>
  extensions.reduce((due, { until }) => (until === null ? due : later(due, until)), roundDueOn)

const signed: readonly RequestState[] = ['signed', 'queried', 'accepted', 'excluded']

/** Refuses more time to a return that is signed, or until a day when it is due already. */
export function mayExtend({ state, dueOn }: Pick<DataRequest, 'state' | 'dueOn'>, until: CalendarDate): void {
  if (signed.includes(state)) throw extensionProblems.extensionSigned()
  if (until <= dueOn) throw extensionProblems.extensionNotLater({ dueOn })
}

/** The new due date. The closing date of the round is the office's to know, so only the office is told of it. */
export function extend(
  request: Pick<DataRequest, 'state' | 'dueOn'>,
  closesOn: CalendarDate,
  until: CalendarDate,
): CalendarDate {
  mayExtend(request, until)
  if (until > closesOn) throw extensionProblems.extensionPastClose({ closesOn })
  return dueDate(request.dueOn, [{ until }])
}

export const extensionProblems = {
  extensionSigned: () =>
    new Problem(
      'conflict',
      'EXTENSION_SIGNED',
      'This return is signed off, so it needs no more time. If it has to be sent again, have it reopened first.',
    ),

  extensionNotLater: ({ dueOn }: { dueOn: CalendarDate }) =>
    new Problem(
      'invalid',
      'EXTENSION_NOT_LATER',
      `Choose a day after ${inWords(dueOn)}, when the return is due already.`,
    ),

  extensionPastClose: ({ closesOn }: { closesOn: CalendarDate }) =>
    new Problem(
      'invalid',
      'EXTENSION_PAST_CLOSE',
      `Choose a day no later than ${inWords(closesOn)}, when the round closes. Authorities are not shown that day.`,
    ),

  extensionAsked: ({ until }: { until: CalendarDate | null }) =>
    new Problem(
      'conflict',
      'EXTENSION_ASKED',
      `More time${until === null ? '' : ` until ${inWords(until)}`} has been asked for already. Wait for the answer before you ask again.`,
    ),

  extensionDecided: ({ state }: { state: string }) =>
    new Problem(
      'conflict',
      'EXTENSION_DECIDED',
      `This extension has been ${state} already. Read it again; a new one can still be granted.`,
    ),
}
