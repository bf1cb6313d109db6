import { jobs } from '@rollcall/actions/jobs'
import type { Schedule } from './keep-schedules.ts'

// What is done by the clock. Each may run twice or late: it looks for what is due and not done, whatever the hour.
export const calendar: readonly Schedule[] = [
  { job: jobs.closeDueRounds, at: '2 0 * * *' },
  // The figures as they stood at the end of a due date or a closing date.
  { job: jobs.keepDueFigures, at: '5 0 * * *' },
  { job: jobs.keepVerification, at: '40 3 * * *' },
  // Who is to be reminded now, by the calendars of rounds.
  { job: jobs.writeReminders, at: '*/10 * * * *' },
  // What waited for office hours, or is to be tried again.
  { job: jobs.sendMessages, at: '* * * * *' },
  // The office's digest, from eight o'clock on a working day.
  { job: jobs.writeDigests, at: '*/10 8-11 * * 1-5' },
  { job: jobs.withdrawLetters, at: '*/10 * * * *' },
  { job: jobs.sweep, at: '20 * * * *' },
]
