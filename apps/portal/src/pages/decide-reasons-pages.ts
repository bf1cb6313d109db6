import type { Review } from '@rollcall/actions/read-review'
import { counted } from '@rollcall/domain/text'
import { answerByInput, type TypedAnswerBy } from './answer-by.ts'
import { button, insetText } from './components.ts'
import { hidden, type Mistake, mistakeIn, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { notKept } from './not-kept.ts'
import { decidedWords, givenFor, reasonText } from './reason-words.ts'
import { reasonsAddress } from './reasons-page.ts'
import type { Reviewed } from './review-page.ts'
import { ofReturn } from './round-parts.ts'
import { column, heading, link, paragraph } from './text.ts'

type Reason = Review['rules'][number]['explanations'][number]

interface TypedRefusal extends TypedAnswerBy {
  readonly text: string | undefined
}

interface DecideReasons extends Omit<Reviewed, 'today'> {
  readonly rule: string
  /** Those it is about. */
  readonly reasons: readonly Reason[]
  /** Whether they are all that nobody has decided on: there may be more than a form takes by name. */
  readonly isAll?: boolean
  readonly mistakes?: readonly Mistake[]
  readonly typed?: TypedRefusal
}

/** Where reasons are refused: which they are, why, and by when the authority has to answer. */
export function refuseReasonsPage(page: DecideReasons): Html {
  const { review, reasons, typed, mistakes } = page
  const refusal = review.whyNot.ask ?? (reasons.length === 0 ? noneLeft : null)
  const title = reasons.length === 1 ? 'Refuse the reason' : 'Refuse the reasons'
  return around(
    page,
    title,
    refusal === null
      ? html`
          ${reasonList(reasons)}
          ${paragraph('The authority reads your words as a question about its return, and answers it or sends a new version. What was not accepted has to be explained anew in a new version. The return cannot be accepted before you close the question.')}
          ${form({
            action: `${reasonsAddress(review, page.rule)}/refuse`,
            content: html`
              ${carried(page)}
              ${textarea({
                ...{ name: 'text', label: 'What is still not clear?', rows: 6, value: typed?.text },
                hint: '4,000 characters at most. The authority reads it. Do not write the name of a child.',
                error: mistakeIn(mistakes, 'text'),
              })}
              ${answerByInput(mistakes, typed)}
              ${button(title, { preventDoubleClick: true })}`,
          })}`
      : html`${insetText(refusal)}${notKept([typed?.text])}`,
  )
}

/** Where what was decided on a reason is taken back. */
export function takeBackReasonPage(page: DecideReasons): Html {
  const { review, reasons } = page
  const [reason] = reasons
  const refusal = review.whyNot.ask ?? (reason?.decided ? null : noneLeft)
  const isRefused = reason?.decided?.decision === 'refused'
  return around(
    page,
    'Take the decision back',
    refusal === null && reason
      ? html`
          ${reasonList(reasons)}
          ${paragraph(decidedWords(reason) || '')}
          ${paragraph(`Nobody has decided on this reason then, and it waits to be read again.${isRefused ? ' If the question about it is about nothing else, it is closed, and the authority is told.' : ''} What was decided stays in the record.`)}
          ${form({
            action: `${reasonsAddress(review, page.rule)}/take-back`,
            content: html`${carried(page)}${button('Take it back', { preventDoubleClick: true })}`,
          })}`
      : insetText(refusal ?? noneLeft),
  )
}

const noneLeft = 'There is no such reason to decide on. Somebody may have decided meanwhile.'

const around = ({ reader, review, rule, mistakes }: DecideReasons, title: string, content: Html): Html => {
  const { authorityName, title: round } = review.dataRequest
  const back = { text: `Reasons for ${rule}`, href: reasonsAddress(review, rule) }
  return layout({
    ...{ title, reader, mistakes },
    part: 'start',
    ...ofReturn(review.dataRequest, [back]),
    content: column(html`
      ${heading(html`<span class="govuk-caption-l">${authorityName}: ${round}</span> ${title}`)}
      ${content}
      ${paragraph(link(back.href, 'Back to the reasons'))}
    `),
  })
}

/** How many are read out before the rest is only counted. */
const mostShown = 10

const reasonList = (reasons: readonly Reason[]): Html => html`
  ${reasons.slice(0, mostShown).map((reason) => insetText(html`${reasonText(reason)} <span class="rollcall-aside">(${givenFor(reason)})</span>`))}
  ${reasons.length > mostShown && paragraph(`And ${counted(reasons.length - mostShown, 'more reason')}.`)}`

/** What was looked at and chosen, for the form that does it. */
const carried = ({ review, reasons, isAll }: DecideReasons): Html => html`
  ${hidden('submissionId', review.versions[0]?.submissionId ?? '')}
  ${isAll ? hidden('all', 'yes') : reasons.map(({ explanationId }) => hidden('reason', explanationId))}`
