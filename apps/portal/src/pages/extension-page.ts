import type { readExtension } from '@rollcall/actions/read-extensions'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { underWay } from '@rollcall/domain/data-request'
import type { RoundId } from '@rollcall/domain/ids'
import type { RoundState } from '@rollcall/domain/round-life'
import { dayInParts } from '../typed-day.ts'
import { button, dayText, insetText, momentText, summaryList, tag } from './components.ts'
import { dateInput, type Mistake, mistakeIn, mistakeInDay, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { notKept } from './not-kept.ts'
import { statusOfExtension } from './round-extensions-page.ts'
import { ofRound } from './round-parts.ts'
import { statusOfRequest } from './statuses.ts'
import { column, heading, subheading } from './text.ts'
import { written } from './written.ts'

type Extension = Awaited<ReturnType<typeof readExtension>>

interface ExtensionPage {
  readonly reader: Reader
  readonly round: {
    readonly id: RoundId
    readonly title: string
    readonly state: RoundState
    readonly dueOn: CalendarDate
    readonly closesOn: CalendarDate | null
  }
  readonly extension: Extension
  readonly mistakes?: readonly Mistake[]
  /** The form as it was sent, where it is given back. */
  readonly typed?: Typed
}

interface Typed {
  readonly until?: { readonly day: string; readonly month: string; readonly year: string }
  readonly missing?: readonly ('day' | 'month' | 'year')[]
  readonly reason?: string | undefined
  readonly refusal?: string | undefined
}

/** One authority's request for more time: what it says, and to give it or not. */
export function extensionPage(page: ExtensionPage): Html {
  const { reader, round, extension, mistakes = [], typed } = page
  const _address = `/rounds/${round.id}/extensions`
  const isAsked = extension.state === 'asked'
  const whyNot = whyNotGrant(page)
  // What was decided meanwhile has no form that a mistake could lead to.
  const isThere = (field = '') => isAsked && (field === 'refusal' || whyNot === undefined)
  return layout({
    title: `More time for ${extension.authority}`,
    reader,
    part: 'start',
    ...ofRound(round, 'extensions', []),
    mistakes: mistakes.map(({ words, field }) =>
      isThere(field) ? { words, ...(field && { field }) } : { words },
    ),
    content: column(html`
      ${heading(`More time for ${extension.authority}`)}
      ${summary(page)}
      ${
        isAsked
          ? html`
            ${subheading('Give more time')}
            ${whyNot === undefined ? grantForm(page) : html`${insetText(whyNot)}${notKept([typed?.reason])}`}
            ${subheading('Refuse')}
            ${refusalForm(page)}`
          : notKept([typed?.reason, typed?.refusal])
      }
    `),
  })
}

function summary({ round, extension }: ExtensionPage): Html {
  const { state, askedUntil, askedBy, askedAt, askedBecause, dueOn, requestState, ...decided } = extension
  const { until, decidedBy, decidedAt, decidedBecause } = decided
  return summaryList([
    { key: 'Decision', value: tag(statusOfExtension[state]) },
    {
      key: 'Asked for',
      value:
        askedUntil && askedAt
          ? html`Until ${dayText(askedUntil)}, by ${askedBy ?? 'somebody'} on ${momentText(askedAt)}`
          : 'By nobody: the office gave more time itself',
    },
    ...(askedAt === null
      ? []
      : [
          {
            key: 'Why',
            value: askedBecause === null ? 'What was written has been destroyed.' : written(askedBecause),
          },
        ]),
    ...(decidedAt === null
      ? []
      : [
          {
            key: 'Decided',
            value: html`${until !== null && html`More time until ${dayText(until)}, `}by ${decidedBy ?? 'the office'} on ${momentText(decidedAt)}`,
          },
        ]),
    ...(decidedBecause === null ? [] : [{ key: 'The office’s reason', value: written(decidedBecause) }]),
    {
      key: 'Return due',
      value: html`${dayText(dueOn)}${dueOn !== round.dueOn && html`; for the round, ${dayText(round.dueOn)}`}`,
    },
    { key: 'Return now', value: tag(statusOfRequest[requestState]) },
    ...(round.closesOn === null
      ? []
      : [
          {
            key: 'Round closes',
            value: html`${dayText(round.closesOn)}. Authorities are not shown this day.`,
          },
        ]),
  ])
}

/** Why no more time can be given, though it was asked for. */
function whyNotGrant({ round, extension }: ExtensionPage): string | undefined {
  if (round.state !== 'open')
    return 'This round is closed, so no more time can be given. The return can be reopened instead.'
  if (!underWay.includes(extension.requestState))
    return 'This return is signed off, so it needs no more time. If it has to be sent again, reopen it first.'
  return undefined
}

const grantForm = ({ round, extension, mistakes, typed = {} }: ExtensionPage): Html =>
  form({
    action: `/extensions/${extension.id}/grant`,
    content: html`
      ${dateInput({
        ...{ name: 'until', legend: 'Until which day?' },
        hint: html`A day after ${dayText(extension.dueOn)}${round.closesOn && html`, and no later than ${dayText(round.closesOn)}`}.${typed.until === undefined && ' The day they asked for is filled in.'}`,
        error: mistakeInDay(mistakes, 'until'),
        value: typed.until ?? dayInParts(extension.askedUntil),
        ...(typed.missing && { wrong: typed.missing }),
      })}
      ${textarea({
        ...{
          name: 'reason',
          label: 'What do you want to tell them? (optional)',
          rows: 3,
          value: typed.reason,
        },
        hint: 'The authority reads it. Do not write anything about a child.',
        error: mistakeIn(mistakes, 'reason'),
      })}
      ${button('Give more time', { preventDoubleClick: true })}`,
  })

const refusalForm = ({ extension, mistakes, typed = {} }: ExtensionPage): Html =>
  form({
    action: `/extensions/${extension.id}/refuse`,
    content: html`
      ${textarea({
        ...{ name: 'refusal', label: 'Why is no more time given?', rows: 3, value: typed.refusal },
        hint: 'The authority reads it. Do not write anything about a child.',
        error: mistakeIn(mistakes, 'refusal'),
      })}
      ${button('Refuse', { kind: 'secondary', preventDoubleClick: true })}`,
  })
