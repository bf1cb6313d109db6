import { capital, counted } from '@rollcall/domain/text'
import { button, insetText, summaryList, warningText } from './components.ts'
import { hidden, type Mistake, mistakeIn, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { notKept } from './not-kept.ts'
import { addressOf, type Reviewed } from './review-page.ts'
import { ofReturn } from './round-parts.ts'
import { column, heading, link, paragraph } from './text.ts'

interface Deciding extends Omit<Reviewed, 'today'> {
  readonly mistakes?: readonly Mistake[]
}

const captioned = ({ dataRequest }: Reviewed['review'], title: string): Html =>
  heading(
    html`<span class="govuk-caption-l">${dataRequest.authorityName}: ${dataRequest.title}</span> ${title}`,
  )

export const backToReview = (review: Reviewed['review']): Html =>
  paragraph(link(addressOf(review), 'Back to the return'))

/** Where a return is accepted, once it was read again what that is. */
export function acceptPage({ reader, review, mistakes }: Deciding): Html {
  const { dataRequest, versions, whyNot } = review
  const [newest] = versions
  return layout({
    title: 'Accept the return',
    ...{ reader, mistakes },
    part: 'start',
    ...ofReturn(review.dataRequest, []),
    content: column(html`
      ${captioned(review, 'Accept the return')}
      ${
        whyNot.accept === null && newest !== undefined
          ? html`
              ${summaryList([
                { key: 'Authority', value: dataRequest.authorityName },
                { key: 'Version', value: `${newest.version}` },
                { key: 'Signed off by', value: newest.signedByName ?? 'A person who has left' },
                { key: 'SHA-256', value: html`<code>${newest.sha256}</code>` },
              ])}
              ${unreadWarning(review)}
              ${standsOutWarning(review)}
              ${paragraph('It counts in the figures from then on, and the authority is told. If it turns out to be wrong, you can reopen it or exclude it.')}
              ${form({
                action: `${addressOf(review)}/accept`,
                content: html`${hidden('submissionId', newest.submissionId)}${button(`Accept version ${newest.version}`, { preventDoubleClick: true })}`,
              })}`
          : insetText(whyNot.accept ?? '')
      }
      ${backToReview(review)}
    `),
  })
}

/** Reasons that nobody in the office has looked at stand in the way of nothing, but whoever accepts should know. */
function unreadWarning({ versions: [newest], rules, dataRequest }: Reviewed['review']): Html | false {
  const unread = newest?.unreadExplanationCount ?? 0
  const ofRules = rules.filter(({ explanations }) => explanations.some(({ decided }) => decided === null))
  return (
    unread > 0 &&
    html`
      ${warningText(`Nobody has accepted or refused the reasons given for ${counted(unread, 'finding')} of this version.`)}
      <ul class="govuk-list govuk-list--bullet">${ofRules.map(({ rule, about }) => html`<li>${link(`/data-requests/${dataRequest.id}/review/reasons/${encodeURIComponent(rule)}`, `Read the reasons for ${about ?? 'the workbook'} (${rule})`)}</li>`)}</ul>`
  )
}

/** What is unlike other returns may be right, so it stands in the way of nothing either. */
function standsOutWarning({ compared: { outliers }, clashes }: Reviewed['review']): Html | false {
  const figures =
    outliers.length > 0 &&
    `${counted(outliers.length, 'figure')} of it ${outliers.length === 1 ? 'stands' : 'stand'} out`
  const children = clashes.length > 0 && 'another authority seems to count a child that is in it'
  const both = [figures, children].filter((words) => words !== false).join(', and ')
  return both !== '' && warningText(`${capital(both)}. Read the return before you accept it.`)
}

interface TakingBack extends Deciding {
  readonly act: 'exclude' | 'reopen' | 'take-back'
  /** What was typed before, where it could not be taken. */
  readonly reason?: string | undefined
}

const words = {
  exclude: {
    title: 'Exclude the return for quality',
    follows:
      'The return counts in no figure. The authority is told, and reads your reason. It can send a better one while the round is open; after that you can reopen it.',
    label: 'Why can the return not be relied on?',
    button: 'Exclude the return',
  },
  reopen: {
    title: 'Reopen the return',
    follows:
      'The authority can send a new version, also after the round has closed, and has to sign it again. Until you accept that, the return counts in no figure. The authority is told, and reads your reason.',
    label: 'Why is the return reopened?',
    button: 'Reopen the return',
  },
  'take-back': {
    title: 'Take the decision back',
    follows:
      'The return stands again as it did before, and counts in the figures if it did then. The authority is told, and reads your reason. The decision stays in the record, and so does this.',
    label: 'Why is the decision taken back?',
    button: 'Take it back',
  },
} as const

/** Where a return is excluded or reopened, with a reason. */
export function takeBackPage({ reader, review, act, mistakes, reason }: TakingBack): Html {
  const { title, follows, label, button: press } = words[act]
  const refusal = review.whyNot[act === 'take-back' ? 'takeBack' : act]
  return layout({
    ...{ title, reader, mistakes },
    part: 'start',
    ...ofReturn(review.dataRequest, []),
    content: column(html`
      ${captioned(review, title)}
      ${
        refusal === null
          ? html`
              ${act === 'take-back' && paragraph(`This return was ${review.lastDecision?.decision ?? 'decided on'}. That is taken back.`)}
              ${warningText(follows)}
              ${form({
                action: `${addressOf(review)}/${act}`,
                content: html`
                  ${act === 'take-back' && hidden('decisionId', review.lastDecision?.id ?? '')}
                  ${textarea({
                    ...{ name: 'reason', label, rows: 6, value: reason },
                    hint: '4,000 characters at most. Do not write the name of a child.',
                    error: mistakeIn(mistakes, 'reason'),
                  })}
                  ${button(press, { kind: 'warning', preventDoubleClick: true })}`,
              })}`
          : html`${insetText(refusal)}${notKept([reason])}`
      }
      ${backToReview(review)}
    `),
  })
}
