import { type CalendarDate, day } from '@rollcall/domain/calendar-date'
import { moment } from './times.ts'

/** What the office does in the season for everybody at once. */
export type RoundDeed =
  | 'propose to relax the check'
  | 'relax the check'
  | 'propose that the check holds again'
  | 'have the check hold again'
  | 'change the due date'
  | 'pause the round'
  | 'resume the round'
  | 'pause all'
  | 'resume all'
  | 'announce the figures'
  | 'withdraw the announcement'

export interface RoundAct {
  readonly at: Date
  readonly does: RoundDeed
  /** The new date, where one is changed. */
  readonly on?: CalendarDate
}

const act = (date: string, time: string, does: RoundDeed, on?: CalendarDate): RoundAct => ({
  ...{ at: moment(day(date), time), does },
  ...(on && { on }),
})

/** All of it, first to last: each on a day on which it changes much of what is to be sent. */
export const actsOfTheRound: readonly RoundAct[] = [
  // A digest of nothing but this is for approvers alone.
  act('2026-03-10', '14:00', 'propose to relax the check'),
  act('2026-03-11', '11:00', 'relax the check'),
  // Over the first reminders, which come too late for the new date; and it is changed again before anybody hears of it.
  act('2026-03-16', '17:00', 'pause the round'),
  act('2026-03-17', '11:00', 'change the due date', day('2026-04-07')),
  act('2026-03-17', '14:00', 'change the due date', day('2026-04-08')),
  act('2026-03-18', '11:00', 'resume the round'),
  // Over the change of the clocks, a digest and the second reminders; it ends when nobody is at work.
  act('2026-03-27', '17:00', 'pause all'),
  act('2026-03-30', '20:30', 'resume all'),
  act('2026-04-10', '14:00', 'propose that the check holds again'),
  act('2026-04-13', '11:00', 'have the check hold again'),
  // Two that overlap, over a digest and what signatories are reminded of; nothing goes out until both have ended.
  act('2026-04-14', '17:00', 'pause all'),
  act('2026-04-15', '11:00', 'pause the round'),
  act('2026-04-15', '14:00', 'resume all'),
  act('2026-04-16', '11:00', 'resume the round'),
  // Announced, withdrawn and announced anew before anybody hears of it.
  act('2026-05-01', '11:00', 'pause the round'),
  act('2026-05-01', '11:00', 'announce the figures'),
  act('2026-05-01', '14:00', 'withdraw the announcement'),
  act('2026-05-01', '17:00', 'announce the figures'),
  act('2026-05-01', '17:00', 'resume the round'),
]

/** Whether messages of the round, or all, are held back at a moment. */
export function isPaused(what: 'round' | 'all', at: Date): boolean {
  const [pause, resume] =
    what === 'all'
      ? (['pause all', 'resume all'] as const)
      : (['pause the round', 'resume the round'] as const)
  const last = actsOfTheRound.findLast((one) => one.at <= at && [pause, resume].includes(one.does as never))
  return last?.does === pause
}
