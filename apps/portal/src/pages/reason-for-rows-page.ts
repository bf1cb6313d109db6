import type { Traceable } from '@rollcall/actions/read-traceable'
import type { RoundState } from '@rollcall/domain/round-life'
import { openForMinutes } from '@rollcall/domain/row-extract'
import { amountText } from './amounts.ts'
import { button, details, insetText, summaryList, warningText } from './components.ts'
import { type Mistake, mistakeIn, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { ofReturn, ofRound } from './round-parts.ts'
import { bullets, column, heading, link, paragraph } from './text.ts'

interface OfReturn {
  readonly dataRequest: {
    readonly id: string
    readonly roundId: string
    readonly title: string
    readonly roundState: RoundState
    readonly authorityName: string
  }
  readonly submission: { readonly id: string; readonly version: number; readonly kind: 'workbook' | 'nil' }
}

interface ReasonPage extends OfReturn {
  readonly reader: Reader
  /** The figure whose rows are asked for; left out where it is all of them. */
  readonly traced?: Traceable | undefined
  /** Where the form is sent. */
  readonly action: string
  readonly mistakes?: readonly Mistake[] | undefined
  readonly reason?: string | undefined
  /** Why the rows that were open are not any more. */
  readonly shut?: string | undefined
}

/** What stands around the rows of a return: the way back to it, or to the figure that led to them. */
export const aroundRows = (
  { dataRequest }: OfReturn,
  figure?: Traceable['figure'],
): ReturnType<typeof ofReturn> => {
  const { roundId, title, roundState: state } = dataRequest
  return figure
    ? ofRound({ id: roundId, title, state }, 'figures', [
        { text: figure.title, href: `/rounds/${roundId}/figures/${figure.id}` },
      ])
    : ofReturn(dataRequest, [])
}

/** Where somebody of the office says why they need to see rows about children, and is told what follows. */
export function reasonForRowsPage(page: ReasonPage): Html {
  const { reader, traced, dataRequest, submission, mistakes, reason, shut, action } = page
  const title = traced ? 'See the rows behind this figure' : 'See the rows of this return'
  return layout({
    ...{ title, reader, mistakes },
    part: 'start',
    ...aroundRows(page, traced?.figure),
    content: column(html`
      ${heading(html`<span class="govuk-caption-l">${dataRequest.authorityName}: ${dataRequest.title}</span> ${title}`)}
      ${shut && insetText(shut)}
      ${summaryList([
        { key: 'Authority', value: dataRequest.authorityName },
        { key: 'Version', value: `${submission.version}${submission.kind === 'nil' ? ' (nil return)' : ''}` },
        ...(traced
          ? [
              { key: 'Figure', value: traced.figure.title },
              ...(traced.groupText ? [{ key: 'Group', value: traced.groupText }] : []),
              { key: 'In this return alone', value: amountText(traced.value, traced.figure) },
            ]
          : []),
      ])}
      ${traced && traced.choices.length > 0 && choicesPart(traced)}
      ${warningText('Each row is about a child. Look only if you have to, and only for the reason that you give.')}
      ${bullets([
        'The authority is told at once that you looked, and reads your reason.',
        'Your name, the time and the reason stay on record for as long as the return is kept.',
        `The rows are open to you alone, for ${openForMinutes} minutes. After that you give a reason again.`,
      ])}
      ${form({
        action,
        content: html`
          ${textarea({
            ...{ name: 'reason', label: 'Why do you need to see these rows?', rows: 4, value: reason },
            hint: 'Say it so that the authority understands it. Do not write the name of a child.',
            error: mistakeIn(mistakes, 'reason'),
          })}
          ${button('Open the rows', { preventDoubleClick: true })}`,
      })}
      ${paragraph(link(`/data-requests/${dataRequest.id}/review`, 'Back to the return'))}
    `),
  })
}

/** The way to a group of the figure. Whether anybody of this return is in it is not told. */
const choicesPart = ({ dataRequest, submission, figure, choices }: Traceable): Html => {
  const address = `/rounds/${dataRequest.roundId}/figures/${figure.id}/returns/${submission.id}`
  return details(
    'See only the rows of one group',
    html`${choices.map(
      ({ name, heading: by, groups }) => html`
        <p class="govuk-body"><strong>${by}:</strong> ${groups.map(({ value, label }, at) => html`${at > 0 && ', '}${link(`${address}?${new URLSearchParams({ [name]: value })}`, label)}`)}</p>`,
    )}`,
  )
}
