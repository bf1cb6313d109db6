import { inWords } from '@rollcall/domain/calendar-date'
import type { RoundDates } from '@rollcall/domain/round'
import { counted } from '@rollcall/domain/text'
import {
  bankHolidaysUntil,
  knowsBankHolidays,
  whyNotWorking,
  workingDaysUntil,
} from '@rollcall/domain/working-days'
import { dayText, table } from './components.ts'
import { type Html, html } from './html.ts'
import { paragraph } from './text.ts'

/** The dates of a round in their order, with the working days between them and the bank holidays that are none. */
export function datesPart(dates: RoundDates): Html {
  const days = daysOf(dates)
  const unknown = days.find(({ on }) => !knowsBankHolidays(on))
  return html`
    ${table({
      caption: 'Dates',
      head: [{ words: 'What' }, { words: 'Day' }, { words: 'Working days after the date before' }],
      rows: days.map(({ words, on, hint }, at) => [
        html`${words}${hint && html`<br><span class="govuk-hint">${hint}</span>`}`,
        html`${dayText(on)}${doubtText(on)}`,
        after(days[at - 1]?.on, on),
      ]),
    })}
    ${unknown && paragraph(`We do not know the bank holidays of ${unknown.on.slice(0, 4)} yet, so they are counted as working days.`)}`
}

interface RoundDay {
  readonly words: string
  readonly on: RoundDates['dueOn']
  readonly hint?: string
}

function daysOf({ referenceOn, issueOn, dueOn, closesOn, publishOn }: RoundDates): RoundDay[] {
  return [
    { words: 'Reference date', on: referenceOn, hint: 'What the returns are about' },
    { words: 'Issue', on: issueOn },
    { words: 'Due', on: dueOn, hint: 'What authorities are told' },
    { words: 'Close', on: closesOn, hint: 'Authorities are not told this date' },
    ...(publishOn === null ? [] : [{ words: 'Publication', on: publishOn }]),
  ]
}

/** That nobody is at work on a day, where that is so. */
const doubtText = (on: RoundDay['on']): string => {
  const why = whyNotWorking(on)
  return why === undefined ? '' : `, ${why}`
}

function after(before: RoundDay['on'] | undefined, on: RoundDay['on']): Html | string {
  if (before === undefined) return ''
  const holidays = bankHolidaysUntil(before, on)
  const days = counted(workingDaysUntil(before, on), 'working day')
  if (holidays.length === 0) return days
  return html`${days}<br><span class="govuk-hint">Not counted: ${holidays.map(inWords).join(', ')} (${holidays.length === 1 ? 'a bank holiday' : 'bank holidays'})</span>`
}
