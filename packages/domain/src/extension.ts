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

/** Refuses to give time until a day that is over, to who did not ask for it: nobody could use it. */
export function mustBeAhead(until: CalendarDate, today: CalendarDate): void {
  if (until < today) throw extensionProblems.extensionOver({ today })
}

interface TimeGiven<Request> {
  readonly given: readonly Request[]
  /** Those who cannot be given it, and why. */
  readonly notGiven: readonly { readonly request: Request; readonly why: Problem }[]
}

/** Who of several can be given more time until a day that nobody asked for; or a Problem where none can. */
export function timeForSeveral<Request extends Pick<DataRequest, 'state' | 'dueOn'>>(
  requests: readonly Request[],
  { until, closesOn, today }: Readonly<Record<'until' | 'closesOn' | 'today', CalendarDate>>,
): TimeGiven<Request> {
  mustBeAhead(until, today)
  if (until > closesOn) throw extensionProblems.extensionPastClose({ closesOn })
  const decided = requests.map((request) => ({ request, why: whyNotExtend(request, until) }))
  const given = decided.flatMap(({ request, why }) => (why === undefined ? [request] : []))
  if (given.length === 0) throw extensionProblems.extensionForNobody({ until })
  return { given, notGiven: decided.flatMap(({ request, why }) => (why ? [{ request, why }] : [])) }
}

function whyNotExtend(
  request: Pick<DataRequest, 'state' | 'dueOn'>,
  until: CalendarDate,
): Problem | undefined {
  try {
    mayExtend(request, until)
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
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

  extensionOver: ({ today }: { today: CalendarDate }) =>
    new Problem(
      'invalid',
      'EXTENSION_OVER',
      `Choose a day from ${inWords(today)} on: time until a day that is over helps nobody.`,
    ),

  extensionForNobody: ({ until }: { until: CalendarDate }) =>
    new Problem(
      'conflict',
      'EXTENSION_FOR_NOBODY',
      `None of these authorities would get more time until ${inWords(until)}: each has signed off its return, or has until then or longer already. Choose others, or a later day.`,
    ),

  notInRound: ({ codes }: { codes: readonly string[] }) =>
    new Problem(
      'invalid',
      'NOT_IN_ROUND',
      `This round does not ask ${codes.slice(0, 10).join(', ')}${codes.length > 10 ? ` and ${codes.length - 10} others` : ''}. Choose authorities that it asks.`,
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
