import type { readDatesOfRound } from '@rollcall/actions/read-date-changes'
import {
  type DateChange,
  type DateEffects,
  leastNotice,
  type WantedDates,
} from '@rollcall/domain/date-change'
import type { RoundState } from '@rollcall/domain/round-life'
import { capital, counted } from '@rollcall/domain/text'
import { workingDaysUntil } from '@rollcall/domain/working-days'
import { button, dayText, insetText, summaryList } from './components.ts'
import { dateChangesRow } from './date-changes.ts'
import {
  dateInput,
  hidden,
  type Mistake,
  mistakeIn,
  mistakeInDay,
  type TypedParts,
  textarea,
} from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { notKept } from './not-kept.ts'
import { datesPart } from './round-dates.ts'
import { ofRound } from './round-parts.ts'
import { bullets, column, heading, link, paragraph, subheading } from './text.ts'

/** The dates as they were typed, or as they stand. */
export type TypedDates = Readonly<Record<'due' | 'closes' | 'publish', TypedParts>>

interface OfDates extends Awaited<ReturnType<typeof readDatesOfRound>> {
  readonly reader: Reader
  readonly mistakes?: readonly Mistake[]
}

interface ChangeDatesPage extends OfDates {
  readonly typed: TypedDates
  /** What was typed where it cannot be saved. */
  readonly reason?: string | undefined
}

/** The dates of a round as they stand, how they were changed, and a form that shows what other dates would mean. */
export function changeDatesPage(page: ChangeDatesPage): Html {
  const { reader, round, changes, mistakes, reason } = page
  const whyNot = whyNotChange[round.state]
  return layout({
    ...{ title: 'Change the dates', reader, part: 'start', ...ofRound(round, 'round') },
    mistakes: whyNot === undefined ? mistakes : undefined,
    content: html`
      ${column(html`${heading('Change the dates')}${paragraph(round.title)}`)}
      ${datesPart(round)}
      ${changes.length > 0 && summaryList(dateChangesRow(changes))}
      ${column(whyNot === undefined ? datesForm(page) : insetText(round.state === 'draft' ? html`${whyNot} ${link(`/rounds/${round.id}/edit`, 'Edit the draft')}.` : whyNot))}
      ${column(html`${notKept([reason])}`)}
    `,
  })
}

const whyNotChange: Readonly<Partial<Record<RoundState, string>>> = {
  draft: 'This round is a draft. Its dates are changed like everything else in it.',
  archived: 'This round is archived, so its dates stay.',
}

const fields = [
  [
    'due',
    'Due date',
    `Authorities are told. Whoever was given more time than this keeps it. It can be moved to an earlier day only where that leaves them ${leastNotice} working days.`,
  ],
  ['closes', 'Closing date', 'Authorities are not told.'],
  ['publish', 'Publication date (optional)', 'Authorities are told. Leave it blank if it is not known yet.'],
] as const

const parts = ['day', 'month', 'year'] as const

const datesForm = ({ round, typed, mistakes }: ChangeDatesPage): Html => html`
  ${subheading('What should they be?')}
  ${round.state === 'closed' && paragraph('The round is closed, so only its publication date can still be changed.')}
  <form method="get" action="/rounds/${round.id}/dates" novalidate>
    ${fields
      .filter(([name]) => round.state === 'open' || name === 'publish')
      .map(([name, legend, hint]) => {
        const missing = parts.filter((part) => typed[name][part] === '')
        const wrong = missing.length === parts.length ? [] : missing
        return dateInput({
          name,
          legend,
          hint,
          value: typed[name],
          wrong,
          error: mistakeInDay(mistakes, name),
        })
      })}
    ${button('See what would change')}
  </form>
  ${paragraph('Nothing is changed yet. The next page shows what it means, and asks for the reason.')}`

interface ConfirmDates extends OfDates {
  readonly wanted: WantedDates
  readonly made: readonly DateChange[]
  readonly effects: DateEffects | null
  /** What was read, so that two people do not overwrite each other. */
  readonly revision: number
  readonly reason?: string | undefined
  /** The address of the form with these dates in it. */
  readonly back: string
}

/** What a change of dates means, before it is made; and the reason for it. */
export function confirmDatesPage(page: ConfirmDates): Html {
  const { reader, round, wanted, made, effects, mistakes } = page
  const isTold = made.some(({ which }) => which !== 'closing')
  return layout({
    title: 'What would change',
    reader,
    part: 'start',
    ...ofRound(round, 'round', [{ text: 'Change the dates', href: `/rounds/${round.id}/dates` }]),
    mistakes,
    content: html`
      ${column(html`${heading('What would change')}${paragraph(round.title)}`)}
      ${summaryList(made.map(changeRow))}
      ${column(html`
        ${effects && html`${subheading('What it means for the returns')}${bullets(effectWords(effects))}`}
        ${paragraph(isTold ? `Every authority in the round is told the new dates and your reason${made.length > 1 && made.some(({ which }) => which === 'closing') ? ', but not the closing date' : ''}.` : 'No authority is told: the closing date is the office’s own.')}
      `)}
      ${subheading('All dates, as they would be')}
      ${datesPart({ ...round, ...wanted })}
      ${column(html`
        ${form({
          action: `/rounds/${round.id}/dates`,
          content: html`
            ${hidden('revision', String(page.revision))}
            ${hidden('dueOn', wanted.dueOn)}${hidden('closesOn', wanted.closesOn)}${hidden('publishOn', wanted.publishOn ?? '')}
            ${textarea({
              ...{ name: 'reason', label: 'Why are the dates changed?', rows: 4, value: page.reason },
              hint: isTold
                ? 'Every authority reads it. Do not write about the closing date, or anything about a child.'
                : 'Only the office reads it. Do not write anything about a child.',
              error: mistakeIn(mistakes, 'reason'),
            })}
            ${button('Change the dates', { preventDoubleClick: true })}`,
        })}
        ${paragraph(link(page.back, 'Choose other dates'))}
        ${paragraph(link(`/rounds/${round.id}`, 'Leave the dates as they are'))}
      `)}
    `,
  })
}

const changeRow = ({ which, fromOn, toOn }: DateChange) => ({
  key: `${capital(which)} date`,
  value: html`${dayOrNone(fromOn)} becomes <strong>${dayOrNone(toOn)}</strong>${fromOn !== null && toOn !== null && html`<br><span class="govuk-hint rollcall-small">${apart(fromOn, toOn)}</span>`}`,
})

const dayOrNone = (on: DateChange['toOn']): Html | string => (on === null ? 'not known' : dayText(on))

function apart(fromOn: WantedDates['dueOn'], toOn: WantedDates['dueOn']): string {
  const isLater = toOn > fromOn
  const days = isLater ? workingDaysUntil(fromOn, toOn) : workingDaysUntil(toOn, fromOn)
  return `${counted(days, 'working day')} ${isLater ? 'later' : 'earlier'}`
}

const authorities = (count: number): string => counted(count, 'authority', 'authorities')
const theyOrIt = (count: number, many: string, one: string): string =>
  `${authorities(count)} ${count === 1 ? one : many}`

/** What another due date means, in the numbers that are not nought. */
function effectWords({ requests, moved, keepLonger, ...effects }: DateEffects): string[] {
  const { noLongerLate, becomeOnTime, answered } = effects
  const said: (string | false)[] = [
    `${authorities(moved)} of ${requests} ${moved === 1 ? 'gets' : 'get'} another due date.`,
    keepLonger > 0 &&
      `${theyOrIt(keepLonger, 'were', 'was')} given more time than that, and ${keepLonger === 1 ? 'keeps' : 'keep'} it.`,
    noLongerLate > 0 && `${theyOrIt(noLongerLate, 'are', 'is')} late today, and would be in time again.`,
    becomeOnTime > 0 && `${authorities(becomeOnTime)} signed late, and would count as on time.`,
    answered > 0 &&
      `${theyOrIt(answered, 'have', 'has')} asked for no more time than that. ${answered === 1 ? 'Its request is' : 'Their requests are'} granted by it.`,
  ]
  return said.filter((words) => words !== false)
}
