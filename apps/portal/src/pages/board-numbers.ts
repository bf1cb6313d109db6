import type { Board } from '@rollcall/actions/read-board'
import { type CalendarDate, inWords } from '@rollcall/domain/calendar-date'
import { outstanding, type ProgressOn } from '@rollcall/domain/progress'
import { requestStates } from '@rollcall/domain/request-life'
import { counted, withCommas } from '@rollcall/domain/text'
import { boardAddress, everybody } from './board-address.ts'
import { dayText, details, type SummaryRow, summaryList, table, tag } from './components.ts'
import { type Html, html } from './html.ts'
import { lineChart } from './line-chart.ts'
import { statusOfRequest, statusOfRound } from './statuses.ts'
import { link, paragraph } from './text.ts'

/** How many were asked, have not signed, and are late with it. */
export function countsOf({ counts }: Pick<Board, 'counts'>) {
  const sumOf = (those: Board['counts'], what: 'count' | 'overdue' = 'count'): number =>
    those.reduce((sum, one) => sum + one[what], 0)
  return {
    asked: sumOf(counts),
    outstanding: sumOf(counts.filter(({ state }) => outstanding.includes(state))),
    overdue: sumOf(counts, 'overdue'),
    byState: requestStates.flatMap((state) => {
      const count = sumOf(counts.filter((one) => one.state === state))
      return count > 0 ? [{ state, count }] : []
    }),
  }
}

/** What a round has come to by now, and day by day. */
export function boardNumbers(board: Board, progress: readonly ProgressOn[], today: CalendarDate): Html {
  const { round } = board
  const { asked, byState, ...counts } = countsOf(board)
  const { signed, onTime } = progress.at(-1) ?? { signed: 0, onTime: 0 }
  const late = link(boardAddress(round.id, { ...everybody, isOverdue: true }), withCommas(counts.overdue))
  const waiting = link(
    boardAddress(round.id, { ...everybody, view: 'outstanding' }),
    withCommas(counts.outstanding),
  )
  return html`
    ${summaryList([
      { key: 'Round', value: html`${tag(statusOfRound[round.state])} due on ${dayText(round.dueOn)}` },
      {
        key: 'Response rate',
        value: html`<strong>${share(signed, asked)}</strong>: ${outOf(signed, asked)} have signed their return`,
      },
      {
        key: 'On-time rate',
        value: html`<strong>${share(onTime, asked)}</strong>: ${outOf(onTime, asked)} signed by their due date`,
      },
      {
        key: 'Outstanding',
        value: html`${counts.outstanding > 0 ? waiting : 'Nobody'}${counts.overdue > 0 && html`, of whom ${late} ${counts.overdue === 1 ? 'is' : 'are'} late`}`,
      },
      ...unreachedRow(board),
      ...forecastRow(board, asked),
    ])}
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-one-half">
        ${table({
          caption: `How far they are, on ${inWords(today)}`,
          head: [{ words: 'State' }, { words: 'Authorities', isNumeric: true }],
          rows: byState.map(({ state, count }) => [
            tag(statusOfRequest[state]),
            html`${link(boardAddress(round.id, { ...everybody, state }), withCommas(count))} (${share(count, asked)})`,
          ]),
        })}
      </div>
      <div class="govuk-grid-column-one-half">${chartOf(round.dueOn, progress, asked)}</div>
    </div>`
}

/** Authorities that owe a return and that nobody can write to: only a telephone helps. */
function unreachedRow({ round, unreached }: Board): SummaryRow[] {
  if (unreached === 0) return []
  const those = boardAddress(round.id, { ...everybody, view: 'outstanding', reach: 'nobody' })
  return [
    {
      key: 'Nobody can be reached',
      value: html`At ${link(those, counted(unreached, 'authority', 'authorities'))} that ${unreached === 1 ? 'is' : 'are'} outstanding: nobody acts for ${unreached === 1 ? 'it' : 'them'}, or messages come back`,
    },
  ]
}

/** What the round will come to, and on what that rests. Not there where it cannot be said. */
function forecastRow({ forecast }: Board, asked: number): SummaryRow[] {
  if (forecast === undefined) return []
  const { expected, dueOn, lastRound, waiting, signed, workingDaysLeft } = forecast
  const left =
    workingDaysLeft === 0 ? 'on its last day' : `with ${counted(workingDaysLeft, 'working day')} left`
  const before = link(`/rounds/${lastRound.id}/board`, lastRound.title)
  return [
    {
      key: 'Forecast',
      value: html`About <strong>${share(expected, asked)}</strong>: ${outOf(expected, asked)} will have signed by ${dayText(dueOn)}, if they go on as in the last round.
        <span class="rollcall-aside">In ${before}, ${withCommas(waiting)} of the same authorities had not signed ${left}. ${withCommas(signed)} of these signed by the due date.</span>`,
    },
  ]
}

function chartOf(dueOn: CalendarDate, progress: readonly ProgressOn[], asked: number): Html {
  const [first, last] = [progress.at(0), progress.at(-1)]
  if (first === undefined || last === undefined) return html``
  const pointsOf = (what: 'signed' | 'onTime') =>
    progress.map((one) => ({ day: one.day, percent: asked === 0 ? 0 : (100 * one[what]) / asked }))
  const words =
    `Line chart from ${inWords(first.day)} to ${inWords(last.day)}. Signed: from ${share(first.signed, asked)} to ${share(last.signed, asked)}. ` +
    `Signed on time: from ${share(first.onTime, asked)} to ${share(last.onTime, asked)}. The numbers are below it.`
  return html`
    <h2 class="govuk-heading-m">Day by day</h2>
    ${lineChart({
      ...{ words, from: first.day, to: last.day },
      lines: [
        { name: 'Signed', points: pointsOf('signed') },
        { name: 'Signed on time', points: pointsOf('onTime') },
      ],
      mark: { day: dueOn, words: 'Due' },
    })}
    ${details(
      'The numbers of this chart, and what they count',
      html`
      ${paragraph('A return is signed until it is reopened or another version of it is sent. It is on time where its authority first signed it by its own due date, with any more time it was given.')}
      <div class="rollcall-numbers">${table({
        caption: 'At the end of each day that changed something',
        captionSize: 's',
        head: [
          { words: 'Day' },
          { words: 'Signed', isNumeric: true },
          { words: 'Signed on time', isNumeric: true },
        ],
        rows: progress.map(({ day, signed, onTime }) => [
          dayText(day),
          `${withCommas(signed)} (${share(signed, asked)})`,
          `${withCommas(onTime)} (${share(onTime, asked)})`,
        ]),
      })}</div>`,
    )}`
}

const outOf = (some: number, all: number): string =>
  `${withCommas(some)} of ${withCommas(all)} ${all === 1 ? 'authority' : 'authorities'}`

/** A part in parts of a hundred. Only all of them is 100.0%, and only none 0.0%. */
function share(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0.0%'
  if (part === whole) return '100.0%'
  return `${Math.min(99.9, Math.max(0.1, Math.round((1000 * part) / whole) / 10)).toFixed(1)}%`
}
