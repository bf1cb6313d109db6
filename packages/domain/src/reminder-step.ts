import { CalendarDate } from './calendar-date.ts'
import type { ReminderAim, ReminderStep } from './reminder-calendar.ts'

const kinds = {
  officers: ['reminder', 'reminder after due'],
  signatories: ['reminder to signatory', 'reminder to signatory after due'],
  'data queries': ['reminder of data queries', 'reminder of data queries after due'],
} as const

/** Every kind of message that reminds somebody. */
export const reminderKinds: readonly string[] = Object.values(kinds).flat()

/** Those that are about the return itself. */
export const returnReminderKinds: readonly string[] = [...kinds.officers, ...kinds.signatories]

/** The kind of message that a step sends. A letter is none, and throws. */
export function kindOfReminder({ aim, days }: Pick<ReminderStep, 'aim' | 'days'>): string {
  if (aim === 'letter') throw new Error('a letter is proposed, and is no reminder')
  return kinds[aim][days > 0 ? 1 : 0]
}

/** A step of a calendar, for what is due on a day. */
export interface DatedStep {
  readonly dueOn: CalendarDate
  readonly days: number
  readonly aim: Exclude<ReminderAim, 'letter'>
}

/** What tells a reminder from all others to the same person: the day, the step, and the data request. */
export const reminderStepName = (
  { dueOn, days, aim }: Omit<DatedStep, 'aim'> & { readonly aim: ReminderAim },
  dataRequestId: string,
): string => `${dueOn} ${days} ${aim} ${dataRequestId}`

/** Reads it back; nothing where a message's step is not a reminder's. */
export function readReminderStep(name: string): DatedStep | undefined {
  const found = /^(\d{4}-\d\d-\d\d) (-?\d+) (officers|signatories|data queries) /.exec(name)
  if (found === null) return undefined
  const [, dueOn, days, aim] = found
  return { dueOn: CalendarDate.parse(dueOn), days: Number(days), aim: aim as DatedStep['aim'] }
}
