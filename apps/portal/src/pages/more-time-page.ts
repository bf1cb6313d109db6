import type { readExtensions } from '@rollcall/actions/read-extensions'
import type { OwnRequest } from '@rollcall/database/own-requests'
import { type CalendarDate, shift } from '@rollcall/domain/calendar-date'
import { underWay } from '@rollcall/domain/data-request'
import { byWhom } from './by-whom.ts'
import { button, dayText, insetText, momentText, summaryList, tag } from './components.ts'
import { contactText } from './contact.ts'
import { dueText } from './due.ts'
import { dateInput, type Mistake, mistakeIn, mistakeInDay, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { column, heading, paragraph, subheading } from './text.ts'
import { written } from './written.ts'

type Extension = Awaited<ReturnType<typeof readExtensions>>[number]

interface MoreTimePage {
  readonly reader: Reader
  readonly request: OwnRequest
  readonly today: CalendarDate
  /** Oldest first. */
  readonly extensions: readonly Extension[]
  readonly mistakes?: readonly Mistake[]
  /** The form as it was sent, where it is given back. */
  readonly typed?: Typed
}

interface Typed {
  readonly until: { readonly day: string; readonly month: string; readonly year: string }
  readonly missing: readonly ('day' | 'month' | 'year')[]
  readonly reason: string | undefined
}

/** What was asked for and decided about more time, and a form to ask for it. */
export function moreTimePage(page: MoreTimePage): Html {
  const { reader, request, today, extensions, mistakes } = page
  const refusal = whyNot(request, extensions)
  return layout({
    title: 'Ask for more time',
    reader,
    part: 'start',
    above: [{ text: request.title, href: `/data-requests/${request.id}` }],
    mistakes,
    content: column(html`
      ${heading('Ask for more time')}
      ${paragraph(`Your return ${underWay.includes(request.state) ? 'is' : 'was'} due on `, dueText(request, today), '.')}
      ${refusal === undefined ? moreTimeForm(page) : insetText(refusal)}
      ${extensions.length > 0 && html`${subheading('What was asked for before')}${extensions.toReversed().map(extensionPart)}`}
    `),
  })
}

function whyNot(
  { state, roundState, contact }: OwnRequest,
  extensions: readonly Extension[],
): Html | undefined {
  const asked = extensions.find((one) => one.state === 'asked')
  if (!underWay.includes(state) && state !== 'no-return')
    return html`This return is signed off, so it needs no more time. If it has to be sent again, write to ${contactText(contact)}.`
  if (roundState !== 'open')
    return html`The time for this round is over. If you still want to send a return, write to ${contactText(contact)}.`
  if (asked?.askedUntil)
    return html`You have asked for more time until ${dayText(asked.askedUntil)}. Wait for the answer before you ask again.`
  return undefined
}

const moreTimeForm = ({ request, mistakes, typed }: MoreTimePage): Html =>
  form({
    action: `/data-requests/${request.id}/more-time`,
    content: html`
      ${dateInput({
        ...{ name: 'until', legend: 'Until which day do you need more time?' },
        hint: `For example, ${exampleOf(request.dueOn)}`,
        error: mistakeInDay(mistakes, 'until'),
        ...(typed && { value: typed.until, wrong: typed.missing }),
      })}
      ${textarea({
        ...{ name: 'reason', label: 'Why do you need it?', rows: 4, value: typed?.reason },
        hint: 'Do not write anything about a child.',
        error: mistakeIn(mistakes, 'reason'),
      })}
      ${paragraph('The office decides. Until then the return stays due as it is.')}
      ${button('Ask for more time', { preventDoubleClick: true })}
    `,
  })

/** A fortnight more, as three fields take it. */
const exampleOf = (dueOn: CalendarDate): string =>
  shift(dueOn, { days: 14 }).split('-').map(Number).reverse().join(' ')

const decisions = {
  asked: { words: 'Not decided yet', colour: 'yellow' },
  granted: { words: 'Granted', colour: 'green' },
  refused: { words: 'Refused', colour: 'red' },
} as const

const extensionPart = ({
  state,
  askedUntil,
  askedBy,
  askedAt,
  askedBecause,
  ...decided
}: Extension): Html => {
  const { until, decidedAt, decidedBecause } = decided
  const day = until ?? askedUntil
  return html`
    <h3 class="govuk-heading-s">Until ${day && dayText(day)} ${tag(decisions[state])}</h3>
    ${summaryList([
      ...(askedUntil && askedAt
        ? [
            {
              key: 'Asked for',
              value: html`Until ${dayText(askedUntil)}, ${byWhom(askedBy, askedAt)}`,
            },
            ...(askedBecause === null ? [] : [{ key: 'Why', value: written(askedBecause) }]),
          ]
        : [{ key: 'Asked for', value: 'By nobody: the office gave more time itself' }]),
      ...(decidedAt === null
        ? []
        : [{ key: 'Decided', value: html`By the Commissioner’s office on ${momentText(decidedAt)}` }]),
      ...(decidedBecause === null ? [] : [{ key: 'The office’s reason', value: written(decidedBecause) }]),
    ])}`
}
