import { type CalendarDate, daysBetween, inWords } from './calendar-date.ts'
import type { Membership } from './membership.ts'
import { mustHaveSayOver } from './membership.ts'
import { isAllowed, Problem } from './problem.ts'
import type { Member, Viewer } from './viewer.ts'

/** Days on which one person stands in for another. */
interface CoverDays {
  readonly fromOn: CalendarDate
  readonly untilOn: CalendarDate
}

/** Whoever is away for longer hands over their work. */
const longestDays = 184

/** Refuses to say who stands in for somebody the viewer has no say over: officers and analysts say it of themselves. */
export function mustArrangeFor(viewer: Viewer, away: Member): void {
  if ('personId' in viewer && viewer.personId === away.personId) return
  if (viewer.role === 'officer') throw coverProblems.notYours()
  mustHaveSayOver(viewer, away)
}

/** Whether a viewer may, for the pages that offer it. */
export const mayArrangeFor = (viewer: Viewer, away: Member): boolean =>
  isAllowed(() => mustArrangeFor(viewer, away))

/** Whoever stands in may stop, as well as those who may arrange it. */
export function mustBeAbleToEnd(viewer: Viewer, away: Member, standIn: Member): void {
  if ('personId' in viewer && viewer.personId === standIn.personId) return
  mustArrangeFor(viewer, away)
}

interface Arranged extends CoverDays {
  readonly today: CalendarDate
  readonly away: Membership
  readonly standIn: Membership
  /** Other days on which somebody stands in for the same person, that are not over. */
  readonly others: readonly (CoverDays & { readonly standIn: string })[]
}

/** Refuses a cover of another authority or of oneself, and days that are over, too many, or covered already. */
export function mustBeACover({ away, standIn, fromOn, untilOn, today, others }: Arranged): void {
  if (away.personId === standIn.personId || away.authorityId !== standIn.authorityId)
    throw coverProblems.cannotCover()
  if (fromOn < today) throw coverProblems.begunBefore()
  if (untilOn < fromOn) throw coverProblems.endsFirst({ fromOn })
  if (daysBetween(fromOn, untilOn) >= longestDays) throw coverProblems.tooLong()
  const same = others.find((other) => other.fromOn <= untilOn && fromOn <= other.untilOn)
  if (same !== undefined) throw coverProblems.coveredAlready(same)
}

const coverProblems = {
  notYours: () =>
    new Problem(
      'forbidden',
      'NOT_YOUR_COVER',
      'You can say who stands in for you. Ask a signatory of your authority to say it for somebody else.',
    ),

  cannotCover: () =>
    new Problem(
      'invalid',
      'CANNOT_COVER',
      'Choose another person who acts for the same authority, or for the office as well. Invite them first if need be.',
    ),

  begunBefore: () => new Problem('invalid', 'COVER_BEGUN_BEFORE', 'The first day must be today or later.'),

  endsFirst: ({ fromOn }: { readonly fromOn: CalendarDate }) =>
    new Problem('invalid', 'COVER_ENDS_FIRST', `The last day must be ${inWords(fromOn)} or later.`),

  tooLong: () =>
    new Problem(
      'invalid',
      'COVER_TOO_LONG',
      `Somebody can stand in for up to ${longestDays} days. Hand the work over if it is for longer.`,
    ),

  coveredAlready: ({ standIn, fromOn, untilOn }: Arranged['others'][number]) =>
    new Problem(
      'conflict',
      'COVERED_ALREADY',
      `${standIn} stands in from ${inWords(fromOn)} to ${inWords(untilOn)} already. Choose other days, or end that first.`,
    ),
}
