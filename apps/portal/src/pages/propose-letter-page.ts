import type { ReadToPropose } from '@rollcall/actions/read-letters'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { today as dayIn } from '@rollcall/platform/clock'
import { button, dayText, insetText, summaryList, tag } from './components.ts'
import { dueText } from './due.ts'
import { type Mistake, mistakeIn, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { statusOfLetter, uncheckedWords } from './letter-words.ts'
import { notKept } from './not-kept.ts'
import { ofReturn } from './round-parts.ts'
import { statusOfRequest } from './statuses.ts'
import { column, heading, link, paragraph } from './text.ts'

interface ProposeLetterPage extends ReadToPropose {
  readonly reader: Reader
  readonly today: CalendarDate
  readonly mistakes?: readonly Mistake[]
  /** What was typed before, where it could not be taken. */
  readonly reason?: string | undefined
}

/** Where somebody of the office proposes a letter of non-compliance, which a colleague approves. */
export function proposeLetterPage(page: ProposeLetterPage): Html {
  const { reader, dataRequest, today, before, isUnchecked, whyNot, mistakes, reason } = page
  const { id, authorityName, title, state } = dataRequest
  return layout({
    title: 'Propose a letter of non-compliance',
    reader,
    part: 'start',
    ...ofReturn(dataRequest, []),
    mistakes: whyNot === null ? mistakes : mistakes?.map(({ words }) => ({ words })),
    content: column(html`
      ${heading(html`<span class="govuk-caption-l">${authorityName}: ${title}</span> Propose a letter of non-compliance`)}
      ${summaryList([
        { key: 'Return', value: tag(statusOfRequest[state]) },
        { key: 'Due', value: dueText(dataRequest, today) },
        ...(before.length === 0 ? [] : [{ key: 'Letters before', value: lettersBefore(before) }]),
      ])}
      ${
        whyNot === null
          ? html`
            ${paragraph('The letter says under which law the return is asked for, since when it is late, and what to do. It goes only once somebody else of the office approves it.')}
            ${isUnchecked && uncheckedWords({ kind: 'non-compliance', isIssued: false })}
            ${proposalForm(page)}`
          : html`${insetText(whyNot)}${notKept([reason])}`
      }
      ${paragraph(link(`/data-requests/${id}/review`, 'Back to the return'))}
    `),
  })
}

const proposalForm = ({ dataRequest, before, mistakes, reason }: ProposeLetterPage): Html =>
  form({
    action: `/data-requests/${dataRequest.id}/propose-letter`,
    content: html`
      ${textarea({
        name: 'reason',
        label: before.length === 0 ? 'Why should a letter go?' : 'Why should a letter go after all?',
        hint: 'Whoever approves it reads this, and nobody outside the office. Do not write anything about a child.',
        error: mistakeIn(mistakes, 'reason'),
        value: reason,
        rows: 4,
      })}
      ${button('Propose the letter', { preventDoubleClick: true })}`,
  })

/** What became of those about the same due date; why is on the page of each. */
const lettersBefore = (before: ReadToPropose['before']): Html =>
  html`${before.map(
    ({ id, state, madeAt }, at) =>
      html`${at > 0 && html`<br>`}${link(`/letters/${id}`, html`Proposed on ${dayText(CalendarDate.parse(dayIn(madeAt)))}`)} ${tag(statusOfLetter[state])}`,
  )}`
