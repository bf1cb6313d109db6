import { z } from 'zod'
import { CalendarDate } from './calendar-date.ts'
import { Name } from './ids.ts'

/** One code of a list, with the days it may be used on and everything people are known to type for it. */
export const Code = z.strictObject({
  code: z.string().min(1),
  label: z.string().min(1),
  /** The heading it is counted under when a list is rolled up: 'White' for White British. */
  group: z.string().min(1).optional(),
  /** First and last day of use, both included. Left out: always. The day that decides is the round's reference date. */
  from: CalendarDate.optional(),
  until: CalendarDate.optional(),
  aliases: z.array(z.string().min(1)).default([]),
})
export type Code = z.infer<typeof Code>

/** What may be answered where a column holds a code. */
export const CodeList = z.strictObject({
  id: Name,
  title: z.string().min(1),
  codes: z.array(Code).min(1),
})
export type CodeList = z.infer<typeof CodeList>

/** The codes in use on a day. */
export const codesOn = (list: CodeList, date: CalendarDate): readonly Code[] =>
  list.codes.filter(
    ({ from, until }) => (from === undefined || from <= date) && (until === undefined || date <= until),
  )
