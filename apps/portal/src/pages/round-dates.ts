import { inWords } from '@rollcall/domain/calendar-date'
import type { RoundDates } from '@rollcall/domain/round'
import { counted } from '@rollcall/domain/text'
import {
  bankHolidaysUntil,
  knowsBankHolidays,
  whyNotWorking,
  workingDaysUntil,
} from '@rollcall/domain/working-days'
import { dayText, summaryList } from './components.ts'
import { type Html, html } from './html.ts'
import { paragraph } from './text.ts'

/** The dates of a round in their order, with the working days between them and the bank holidays that are none. */
export function datesPart(dates: RoundDates): Html {
  const days = daysOf(dates)
  const unknown = days.find(({ on }) => !knowsBankHolidays(on))
  return html`
    ${summaryList(days.map((day, at) => ({ key: day.words, value: dayValue(day, days[at - 1]) })))}
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
    { words: 'Issue date', on: issueOn },
    { words: 'Due date', on: dueOn, hint: 'Authorities are told this date' },
    { words: 'Closing date', on: closesOn, hint: 'Authorities are not told this date' },
    ...(publishOn === null ? [] : [{ words: 'Publication date', on: publishOn }]),
  ]
}

function dayValue({ on, hint }: RoundDay, before: RoundDay | undefined): Html {
  const why = whyNotWorking(on)
  const lines = [
    before &&
      `${counted(workingDaysUntil(before.on, on), 'working day')} after the ${before.words.toLowerCase()}`,
    before && notCounted(before.on, on),
    hint,
  ].filter((line) => line !== undefined)
  return html`${dayText(on)}${why !== undefined && `, ${why}`}${lines.map((line) => html`<br><span class="govuk-hint rollcall-small">${line}</span>`)}`
}

/** More bank holidays than this are counted and not named. */
const mostNamed = 8

function notCounted(from: RoundDay['on'], to: RoundDay['on']): string | undefined {
  const holidays = bankHolidaysUntil(from, to)
  if (holidays.length === 0) return undefined
  if (holidays.length > mostNamed) return `Not counted: ${holidays.length} bank holidays`
  const kind = holidays.length === 1 ? 'a bank holiday' : 'bank holidays'
  return `Not counted: ${holidays.map(inWords).join(', ')} (${kind})`
}
