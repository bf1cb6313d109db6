import type { Review } from '@rollcall/actions/read-review'
import { counted } from '@rollcall/domain/text'
import { button, insetText } from './components.ts'
import { backToReview } from './decide-pages.ts'
import { checkboxes, hidden, type Mistake, mistakeIn } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import type { Words } from './macros.ts'
import { paged } from './paged.ts'
import { decidedWords, givenFor, reasonText } from './reason-words.ts'
import { addressOf, type Reviewed } from './review-page.ts'
import { ofReturn } from './round-parts.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'

type Rule = Review['rules'][number]
type Reason = Rule['explanations'][number]

interface ReasonsPage extends Omit<Reviewed, 'today'> {
  /** Its code. */
  readonly rule: string
  readonly page: number
  readonly mistakes?: readonly Mistake[]
  readonly done?: Words | undefined
}

/** Every reason that an authority gave for what one rule found: to be accepted or refused, and what was decided. */
export function reasonsPage(page: ReasonsPage): Html {
  const { reader, review, rule, mistakes, done } = page
  const { dataRequest } = review
  const found = askedBy(page)
  const at = reasonsAddress(review, rule)
  const [unread, decided] = [unreadOf(found), (found?.explanations ?? []).filter((one) => one.decided)]
  const { shown, links } = paged([...unread, ...decided], {
    page: page.page,
    size: 20,
    href: (number) => `${at}?page=${number}`,
  })
  const mayDecide = review.whyNot.ask === null
  const toRead = shown.filter((reason) => !reason.decided)
  return layout({
    title: `Reasons for ${rule}`,
    ...{ reader, mistakes, done },
    part: 'start',
    ...ofReturn(review.dataRequest, []),
    content: html`
      ${column(html`
        ${heading(html`<span class="govuk-caption-l">${dataRequest.authorityName}: ${dataRequest.title}</span> Reasons for ${rule}`)}
        ${aboutRule(found)}
        ${!mayDecide && unread.length > 0 && insetText('Reasons are accepted or refused once the return is signed off.')}
        ${mayDecide && toRead.length > 0 ? deciding(page, toRead, unread) : toRead.map(plain)}
        ${decidedPart(
          page,
          shown.filter((reason) => reason.decided),
        )}
        ${backToReview(review)}
      `)}
      ${links}`,
  })
}

export const reasonsAddress = (review: Review, rule: string): string =>
  `${addressOf(review)}/reasons/${encodeURIComponent(rule)}`

/** The rule, where it asks something about the newest version. */
export const askedBy = ({ review, rule }: Pick<ReasonsPage, 'review' | 'rule'>): Rule | undefined =>
  review.rules.find((one) => one.rule === rule && one.severity === 'query')

/** The reasons that nobody has decided on. */
export const unreadOf = (rule: Rule | undefined): Reason[] =>
  (rule?.explanations ?? []).filter(({ decided }) => decided === null)

function aboutRule(found: Rule | undefined): Html {
  if (found === undefined) return paragraph('This rule asks nothing about the newest version.')
  const open = found.open === 0 ? '' : `, ${found.open} not explained`
  return html`
    ${paragraph(`${found.about ?? 'The workbook'}: ${counted(found.findings, 'finding')}${open}.`)}
    ${found.expects !== null && paragraph(`Expected: ${found.expects}`)}`
}

const plain = (reason: Reason): Html =>
  html`<p class="govuk-body">${reasonText(reason)} <span class="rollcall-aside">(${givenFor(reason)})</span></p>`

/** The reasons to decide on, to be ticked; or all at once. */
function deciding(page: ReasonsPage, toRead: readonly Reason[], unread: readonly Reason[]): Html {
  const { review, rule, mistakes } = page
  const [newest] = review.versions
  const at = reasonsAddress(review, rule)
  const isOne = unread.length === 1
  return form({
    action: at,
    content: html`
      ${hidden('submissionId', newest?.submissionId ?? '')}
      ${checkboxes({
        ...{ name: 'reason', legend: 'Which reasons?', error: mistakeIn(mistakes, 'reason') },
        values: isOne ? unread.map(({ explanationId }) => explanationId) : [],
        items: toRead.map((reason) => ({
          value: reason.explanationId,
          words: reasonText(reason),
          hint: givenFor(reason),
        })),
      })}
      <div class="govuk-button-group">
        ${button(isOne ? 'Accept it' : 'Accept those ticked', { preventDoubleClick: true })}
        ${button(isOne ? 'Refuse it' : 'Refuse those ticked', { kind: 'secondary', opens: `${at}/refuse` })}
        ${!isOne && button(`Accept all ${unread.length}`, { kind: 'secondary', name: 'all', value: 'yes', preventDoubleClick: true })}
        ${!isOne && button(`Refuse all ${unread.length}`, { kind: 'secondary', name: 'all', value: 'yes', opens: `${at}/refuse` })}
      </div>`,
  })
}

/** What was decided, each with the way back. */
function decidedPart({ review, rule }: ReasonsPage, decided: readonly Reason[]): Html | false {
  const back = `${reasonsAddress(review, rule)}/take-back`
  return (
    decided.length > 0 &&
    html`
      ${subheading('Decided')}
      ${decided.map(
        (reason) => html`
          ${plain(reason)}
          ${insetText(html`
            <p class="govuk-body">${decidedWords(reason)}</p>
            ${review.whyNot.ask === null && link(`${back}?reason=${reason.explanationId}`, html`Take this back<span class="govuk-visually-hidden">: ${reasonText(reason)}</span>`)}`)}`,
      )}`
  )
}
