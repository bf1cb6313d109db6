import type { CalendarDate as Day } from '@rollcall/domain/calendar-date'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { wordingProblems } from '@rollcall/domain/wording-faults'
import { z } from 'zod'

/** That a lawyer has checked some words: who, and on which day. */
export const LawyersCheck = z.object({
  lawyer: z
    .string()
    .trim()
    .min(1, 'Say which lawyer checked the words.')
    .max(200, 'Say it in 200 characters at most.'),
  checkedOn: CalendarDate,
})

/** Refuses a check that is still to be made. */
export function mustBeChecked({ checkedOn }: { readonly checkedOn: Day }, today: Day): void {
  if (checkedOn > today) throw wordingProblems.checkedLater()
}
